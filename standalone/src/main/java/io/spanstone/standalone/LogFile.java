package io.spanstone.standalone;

import io.spanstone.standalone.settings.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where logback.xml writes the full log. */
final class LogFile {
  private LogFile() {}

  /**
   * To be called before the first logger is made: that is when logback reads its configuration.
   *
   * @throws IOException if nothing can be written there; logback would tell of that at length
   */
  static void choose(Path data, Role role) throws IOException {
    String name =
        switch (role) {
          case UP -> "spanstone.log";
          case COLLECTOR -> "collector.log";
          case QUERY -> "query.log";
        };
    Path logs = data.resolve("logs");
    Path file = logs.resolve(name);
    try {
      if (!Files.isDirectory(logs)) { // it may be a link to one
        Files.createDirectories(logs);
      }
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      throw new IOException(
          "nothing can be written in %s (%s); set SPANSTONE_DATA to another directory"
              .formatted(data, e),
          e);
    }
    System.setProperty("spanstone.log.file", file.toString());
  }
}
