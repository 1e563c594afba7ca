package io.spanstone.e2e.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The instructions of a Dockerfile of one stage, as far as ours use them. */
record Dockerfile(List<Instruction> instructions) {

  private static final Pattern ENV = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S*))");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One instruction and the rest of its line, its continuation lines joined. */
  record Instruction(String keyword, String rest) {}

  /** One COPY: what, relative to the build's context, and where to in the image. */
  record Copy(String source, String target) {}

  static Dockerfile read(Path file) {
    try {
      String text = Files.readString(file).replaceAll("(?m)^#.*\\n", "").replaceAll("\\\\\\n", " ");
      return new Dockerfile(
          text.lines()
              .filter(line -> !line.isBlank())
              .map(line -> line.trim().split("\\s+", 2))
              .map(parts -> new Instruction(parts[0], parts[1]))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Copy> copies() {
    return all("COPY")
        .map(rest -> rest.split("\\s+"))
        .map(parts -> new Copy(parts[0], parts[1]))
        .toList();
  }

  String user() {
    return only("USER");
  }

  List<String> entrypoint() {
    return execForm(only("ENTRYPOINT"));
  }

  List<String> command() {
    return execForm(only("CMD"));
  }

  /** The command that tells whether a container is healthy. */
  List<String> healthcheck() {
    String rest = only("HEALTHCHECK");
    return execForm(rest.substring(rest.indexOf("CMD") + "CMD".length()).trim());
  }

  List<Integer> exposedPorts() {
    return Stream.of(only("EXPOSE").split("\\s+")).map(Integer::valueOf).toList();
  }

  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    all("ENV")
        .map(ENV::matcher)
        .forEach(
            matcher -> {
              while (matcher.find()) {
                environment.put(matcher.group(1), value(matcher));
              }
            });
    return environment;
  }

  private static String value(Matcher matcher) {
    return matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
  }

  private Stream<String> all(String keyword) {
    return instructions.stream()
        .filter(instruction -> instruction.keyword().equals(keyword))
        .map(Instruction::rest);
  }

  private String only(String keyword) {
    return all(keyword)
        .reduce(
            (one, two) -> {
              throw new IllegalStateException("more than one " + keyword);
            })
        .orElseThrow(() -> new IllegalStateException("no " + keyword));
  }

  /** A shell would stand between the program and the signals that stop it. */
  private static List<String> execForm(String text) {
    try {
      return JSON.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not in exec form: " + text, e);
    }
  }
}
