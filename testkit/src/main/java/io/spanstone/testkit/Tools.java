package io.spanstone.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that some tests need and a machine may lack. {@code ./spanstone test} installs them
 * where it may; where it may not, the tests that need them are skipped and it says so at its end.
 * With {@code CI=true} a missing program is a failure.
 */
public final class Tools {
  private Tools() {}

  /**
   * Goes on if the program is on the PATH; else skips the test, or fails it with {@code CI=true}.
   */
  public static void require(String program) {
    if (isInstalled(program)) {
      return;
    }
    if ("true".equals(System.getenv("CI"))) {
      fail(program + " is not installed");
    }
    skip(program);
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, program))
        .anyMatch(Files::isExecutable);
  }

  private static void skip(String program) {
    Path record = Path.of(System.getProperty("spanstone.root"), "target", "skipped-tools");
    try {
      Files.createDirectories(record.getParent());
      Files.writeString(
          record, program + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Assumptions.abort(program + " is not installed");
  }
}
