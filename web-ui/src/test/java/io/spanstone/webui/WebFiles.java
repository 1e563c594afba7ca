package io.spanstone.webui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The UI's own files as the build has put them on the class path. */
final class WebFiles {
  private final Path root;

  /** Paths below {@code web/} to contents. */
  private final Map<String, String> contents;

  private WebFiles(Path root, Map<String, String> contents) {
    this.root = root;
    this.contents = contents;
  }

  static WebFiles onClassPath() {
    try {
      Path root = Path.of(WebFiles.class.getResource("/web/index.html").toURI()).getParent();
      try (Stream<Path> files = Files.walk(root)) {
        return new WebFiles(
            root,
            files
                .filter(Files::isRegularFile)
                .collect(
                    Collectors.toMap(
                        file -> root.relativize(file).toString(),
                        WebFiles::read,
                        (a, b) -> a,
                        TreeMap::new)));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file's content; {@code path} is as in the address, without the leading slash. */
  String content(String path) {
    String content = contents.get(path);
    if (content == null) {
      throw new IllegalArgumentException(path + " is not below " + root);
    }
    return content;
  }

  boolean contains(String path) {
    return contents.containsKey(path);
  }

  List<String> paths(String prefix, String suffix) {
    return contents.keySet().stream()
        .filter(path -> path.startsWith(prefix) && path.endsWith(suffix))
        .toList();
  }

  /** All contents of such files, one after the other. */
  String text(String prefix, String suffix) {
    return paths(prefix, suffix).stream().map(contents::get).collect(Collectors.joining("\n"));
  }

  /** Group 1 of every match, in order. */
  static List<String> all(String regex, String text) {
    return Pattern.compile(regex, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
