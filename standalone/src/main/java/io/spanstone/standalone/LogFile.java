package io.spanstone.standalone;

import io.spanstone.standalone.settings.Role;
import java.nio.file.Path;

/** Where logback.xml writes the full log. */
final class LogFile {
  private LogFile() {}

  /** To be called before the first logger is made: that is when logback reads its configuration. */
  static void choose(Path data, Role role) {
    String name =
        switch (role) {
          case UP -> "spanstone.log";
          case COLLECTOR -> "collector.log";
          case QUERY -> "query.log";
        };
    System.setProperty("spanstone.log.file", data.resolve("logs").resolve(name).toString());
  }
}
