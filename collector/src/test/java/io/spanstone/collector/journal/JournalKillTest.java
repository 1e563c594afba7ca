package io.spanstone.collector.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed while it appends: what it was told is durable must be found again. */
class JournalKillTest {
  private static final int MAX_MILLIS = 700;

  @TempDir Path directory;

  private final List<String> acknowledged = new ArrayList<>();
  private final Random random = new Random();

  @Test
  @Tag("short")
  void what_was_acknowledged_before_kill_9_is_recovered_once() throws Exception {
    killAndRecover(3);
  }

  @Test
  @Tag("full")
  void what_was_acknowledged_before_many_kills_is_recovered_once() throws Exception {
    killAndRecover(20);
  }

  /** The victims share a directory: each recovers what those before it left. */
  private void killAndRecover(int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      killOne(round);
      List<String> recovered = recover();
      assertThat(recovered).doesNotHaveDuplicates();
      Set<String> lost = new TreeSet<>(acknowledged);
      lost.removeAll(new HashSet<>(recovered));
      assertThat(lost).as("lost in round %d", round).isEmpty();
    }
    assertThat(acknowledged).hasSizeGreaterThan(rounds);
    assertThat(directory.resolve("quarantine")).doesNotExist();
  }

  private void killOne(int round) throws Exception {
    Path file = directory.resolve("acknowledged" + round);
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                JournalVictim.class.getName(),
                directory.toString(),
                "victim" + round,
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String ready = new String(victim.getInputStream().readNBytes("ready".length()), UTF_8);
      assertThat(ready).isEqualTo("ready");
      TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_MILLIS));
    } finally {
      victim.destroyForcibly().waitFor();
    }
    String lines = Files.readString(file);
    lines.substring(0, lines.lastIndexOf('\n') + 1).lines().forEach(acknowledged::add);
  }

  private List<String> recover() throws IOException {
    Handovers found = new Handovers();
    Journal.open(
            JournalVictim.settings(directory),
            InstantSource.system(),
            new SimpleMeterRegistry(),
            found)
        .close();
    return found.allEntries().stream().map(JournalKillTest::withoutPadding).toList();
  }

  private static String withoutPadding(String entry) {
    int padding = entry.indexOf('.');
    return padding < 0 ? entry : entry.substring(0, padding);
  }
}
