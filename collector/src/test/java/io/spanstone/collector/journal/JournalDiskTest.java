package io.spanstone.collector.journal;

import static io.spanstone.collector.journal.EntryKind.REQUEST;
import static io.spanstone.collector.journal.Handovers.entries;
import static io.spanstone.collector.journal.Handovers.payload;
import static io.spanstone.otlp.Signal.LOGS;
import static io.spanstone.otlp.Signal.TRACES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fail, and disks that are full. */
class JournalDiskTest {
  @TempDir Path directory;

  private final FaultyDisk disk = new FaultyDisk();
  private final Handovers handovers = new Handovers();
  private JournalSettings settings;

  @BeforeEach
  void settings() {
    settings =
        JournalSettings.defaults(directory).withMinFreeDiskBytes(0).withMaxAge(Duration.ofHours(1));
  }

  @Test
  void a_failed_write_fails_its_append_and_leaves_the_others() throws Exception {
    try (Journal journal = open()) {
      journal.append(TRACES, REQUEST, payload("before"), 1).join();
      disk.failWrites(true);
      assertFails(journal.append(TRACES, REQUEST, payload("failed"), 1), "No space left");
      ClosedSegment first = handovers.take();
      disk.failWrites(false);
      journal.append(TRACES, REQUEST, payload("after"), 1).join();

      assertThat(entries(first)).containsExactly("before");
      assertThat(journal.bytes())
          .isEqualTo(2L * (SegmentHeader.BYTES + EntryHeader.BYTES) + "beforeafter".length());
    }
    assertThat(entries(handovers.take())).containsExactly("after");
  }

  @Test
  void after_a_failed_sync_nothing_more_is_written_to_that_file() throws Exception {
    try (Journal journal = open()) {
      journal.append(TRACES, REQUEST, payload("before"), 1).join();
      disk.failSyncs(true);
      assertFails(journal.append(TRACES, REQUEST, payload("unknown"), 1), "Input/output error");
      disk.failSyncs(false);
      journal.append(TRACES, REQUEST, payload("after"), 1).join();
    }

    assertThat(handovers.segments())
        .extracting(Handovers::entries)
        .containsExactly(List.of("before"), List.of("after"));
    assertThat(recover()).containsExactlyInAnyOrder("before", "after");
    assertThat(handovers.journaled(TRACES)).isEqualTo(2);
  }

  @Test
  void a_disk_that_fails_from_the_start_leaves_no_file_and_no_used_space() throws Exception {
    try (Journal journal = open()) {
      disk.failSyncs(true);
      for (int i = 0; i < 5; i++) {
        assertFails(journal.append(TRACES, REQUEST, payload("x"), 1), "Input/output error");
      }
      assertThat(journal.bytes()).isZero();
      assertThat(directory.resolve("traces")).isEmptyDirectory();
    }
    assertThat(handovers.segments()).isEmpty();
  }

  @Test
  void a_full_disk_acknowledges_nothing_that_it_does_not_keep() throws Exception {
    try (SmallDisk small = SmallDisk.mount(directory, 1 << 20)) {
      assumeTrue(small.isMounted(), "SKIPPED: a disk of its own cannot be mounted here");
      settings =
          JournalSettings.defaults(directory.resolve("journal"))
              .withMinFreeDiskBytes(0)
              .withSegmentBytes(100_000)
              .withMaxAge(Duration.ofHours(1));
      List<String> acknowledged = new ArrayList<>();
      int refused = 0;
      try (Journal journal = open()) {
        for (int i = 0; i < 60; i++) {
          String entry = i + "-".repeat(30_000);
          if (succeeds(journal.append(LOGS, REQUEST, payload(entry), 1))) {
            acknowledged.add(entry);
          } else {
            refused++;
          }
        }
        assertThat(acknowledged).hasSizeGreaterThan(20);
        assertThat(refused).isGreaterThan(20);

        handovers.take().release();
        acknowledged.subList(0, 4).clear();
        journal.append(LOGS, REQUEST, payload("after the release"), 1).join();
        acknowledged.add("after the release");
      }
      assertThat(recover()).containsExactlyInAnyOrderElementsOf(acknowledged);
    }
  }

  @Test
  void the_free_space_that_must_stay_is_kept() throws Exception {
    try (SmallDisk small = SmallDisk.mount(directory, 4 << 20)) {
      assumeTrue(small.isMounted(), "SKIPPED: a disk of its own cannot be mounted here");
      settings =
          JournalSettings.defaults(directory.resolve("journal"))
              .withMinFreeDiskBytes(1 << 20)
              .withMaxAge(Duration.ofHours(1));
      Path ballast = directory.resolve("ballast");
      try (Journal journal = open()) {
        journal.append(LOGS, REQUEST, Slice.of(new byte[1_000]), 1).join();
        Files.write(ballast, new byte[3 << 20]);
        TimeUnit.MILLISECONDS.sleep(150);
        assertFails(journal.append(LOGS, REQUEST, payload("x"), 1), "bytes free");

        Files.delete(ballast);
        TimeUnit.MILLISECONDS.sleep(150);
        journal.append(LOGS, REQUEST, payload("x"), 1).join();
      }
    }
  }

  private Journal open() throws IOException {
    return Journal.open(
        settings, InstantSource.system(), new SimpleMeterRegistry(), handovers, disk);
  }

  private List<String> recover() throws IOException {
    Handovers found = new Handovers();
    Journal.open(settings, InstantSource.system(), new SimpleMeterRegistry(), found).close();
    return found.allEntries();
  }

  private static boolean succeeds(CompletableFuture<Void> append) {
    return append.handle((done, failure) -> failure == null).join();
  }

  private static void assertFails(CompletableFuture<Void> append, String message) {
    assertThat(append)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withCauseInstanceOf(IOException.class)
        .withMessageContaining(message);
  }
}
