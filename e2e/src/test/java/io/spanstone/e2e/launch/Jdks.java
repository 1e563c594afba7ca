package io.spanstone.e2e.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JDKs of this machine: the one that runs the tests, and newer ones beside it. */
final class Jdks {
  private Jdks() {}

  /** The home of the own one, then those of newer ones. */
  static List<Path> ownAndNewer() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> beside = Files.list(own.getParent())) {
      Stream<Path> newer =
          beside
              .filter(home -> !Files.isSymbolicLink(home) && Files.exists(home.resolve("bin/java")))
              .filter(home -> feature(home) > Runtime.version().feature())
              .sorted();
      return Stream.concat(Stream.of(own), newer).toList();
    }
  }

  /** The version that the file {@code release} of every JDK tells; 0 if it does not. */
  private static int feature(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("^JAVA_VERSION=\"([0-9]+).*$", "$1"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException none) {
      return 0;
    }
  }
}
