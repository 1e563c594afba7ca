package io.spanstone.e2e.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docker-compose.yml as Docker Compose sees it, its variables replaced. */
final class ComposeFile {

  static final Path ROOT = Path.of(System.getProperty("spanstone.root"));

  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\$|\\{(\\w+)(?:(:-|:\\?)([^}]*))?})");

  private final Map<String, Object> content;
  private final Set<String> variables = new LinkedHashSet<>();

  /** Reads the file at the root; throws if it asks for a variable that is not there. */
  @SuppressWarnings("unchecked")
  ComposeFile(Map<String, String> variables) {
    Object yaml = new Load(LoadSettings.builder().build()).loadFromString(read());
    this.content = (Map<String, Object>) interpolate(yaml, variables);
  }

  /** Everything in it, as maps, lists and values. */
  Map<String, Object> content() {
    return content;
  }

  /** The variables that it takes from the environment or from .env. */
  Set<String> variables() {
    return variables;
  }

  Set<String> volumes() {
    return map(content.get("volumes")).keySet();
  }

  Map<String, Service> services() {
    Map<String, Service> services = new LinkedHashMap<>();
    map(content.get("services"))
        .forEach((name, service) -> services.put(name, new Service(name, map(service))));
    return services;
  }

  /** One service of the file. */
  record Service(String name, Map<String, Object> content) {

    String image() {
      return (String) content.get("image");
    }

    boolean isBuilt() {
      return content.containsKey("build");
    }

    Path buildContext() {
      return ROOT.resolve((String) map(content.get("build")).get("context"));
    }

    Path dockerfilePath() {
      return buildContext().resolve((String) map(content.get("build")).get("dockerfile"));
    }

    Dockerfile dockerfile() {
      return Dockerfile.read(dockerfilePath());
    }

    /** What the container runs. */
    List<String> commandLine() {
      List<String> line = new ArrayList<>(dockerfile().entrypoint());
      line.addAll(content.containsKey("command") ? list("command") : dockerfile().command());
      return line;
    }

    /** The image's variables, and over them the service's. */
    Map<String, String> environment() {
      Map<String, String> environment = new LinkedHashMap<>();
      if (isBuilt()) {
        environment.putAll(dockerfile().environment());
      }
      map(content.getOrDefault("environment", Map.of()))
          .forEach((key, value) -> environment.put(key, String.valueOf(value)));
      return environment;
    }

    /** The service and the condition that this one waits for. */
    Map<String, String> dependsOn() {
      return map(content.getOrDefault("depends_on", Map.of())).entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey, entry -> (String) map(entry.getValue()).get("condition")));
    }

    List<String> healthcheck() {
      Map<String, Object> healthcheck = map(content.getOrDefault("healthcheck", Map.of()));
      List<?> test = (List<?>) healthcheck.getOrDefault("test", List.of());
      return test.stream().map(String::valueOf).toList();
    }

    /** The containers' ends of the published ports. */
    List<Integer> containerPorts() {
      return list("ports").stream()
          .map(port -> Integer.valueOf(port.substring(port.lastIndexOf(':') + 1)))
          .toList();
    }

    List<String> list(String key) {
      return ((List<?>) content.getOrDefault(key, List.of()))
          .stream().map(String::valueOf).toList();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private Object interpolate(Object value, Map<String, String> given) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> result = new LinkedHashMap<>();
      map.forEach((key, child) -> result.put((String) key, interpolate(child, given)));
      return result;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(child -> interpolate(child, given)).toList();
    }
    return value instanceof String text
        ? VARIABLE
            .matcher(text)
            .replaceAll(match -> Matcher.quoteReplacement(valueOf(match, given)))
        : value;
  }

  private String valueOf(MatchResult match, Map<String, String> given) {
    if (match.group(1) == null) {
      return "$";
    }
    variables.add(match.group(1));
    String value = given.getOrDefault(match.group(1), "");
    if (value.isEmpty() && ":-".equals(match.group(2))) {
      return match.group(3);
    }
    if (value.isEmpty()) {
      throw new IllegalArgumentException(match.group(1) + " is not set: " + match.group(3));
    }
    return value;
  }

  private static String read() {
    try {
      return Files.readString(ROOT.resolve("docker-compose.yml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
