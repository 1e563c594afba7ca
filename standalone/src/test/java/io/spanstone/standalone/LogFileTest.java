package io.spanstone.standalone;

import static org.assertj.core.api.Assertions.assertThatIOException;

import io.spanstone.standalone.settings.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir Path directory;

  @Test
  void saysWhereNothingCanBeWritten() throws Exception {
    Path file = Files.createFile(directory.resolve("a-file"));

    assertThatIOException()
        .isThrownBy(() -> LogFile.choose(file, Role.UP))
        .withMessageStartingWith("nothing can be written in " + file)
        .withMessageEndingWith("set SPANSTONE_DATA to another directory");
  }
}
