package io.spanstone.collector.journal;

import static io.spanstone.collector.journal.EntryKind.REQUEST;
import static io.spanstone.collector.journal.Handovers.entries;
import static io.spanstone.collector.journal.Handovers.payload;
import static io.spanstone.otlp.Signal.LOGS;
import static io.spanstone.otlp.Signal.METRICS;
import static io.spanstone.otlp.Signal.TRACES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path directory;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Handovers handovers = new Handovers();
  private JournalSettings settings;
  private Journal journal;

  @BeforeEach
  void settings() {
    settings = JournalSettings.defaults(directory).withMinFreeDiskBytes(0).withMaxAge(LONG);
  }

  @AfterEach
  void close() throws IOException {
    if (journal != null) {
      journal.close();
    }
  }

  @Test
  void an_appended_entry_is_in_the_segment_that_close_hands_over() throws Exception {
    open(settings);
    journal.append(TRACES, REQUEST, payload("one"), 3).join();
    journal.append(TRACES, REQUEST, payload("two"), 4).join();

    assertThat(handovers.journaled(TRACES)).isEqualTo(7);
    assertThat(handovers.segments()).isEmpty();
    journal.close();

    ClosedSegment segment = handovers.take();
    assertThat(segment.signal()).isEqualTo(TRACES);
    assertThat(segment.createdAt()).isEqualTo(NOW);
    assertThat(segment.records()).isEqualTo(7);
    assertThat(segment.recovered()).isFalse();
    Path name = directory.resolve("traces").resolve(NOW.toEpochMilli() + "-" + segment.id());
    assertThat(segment.file()).isEqualTo(Path.of(name + ".segment"));
    assertThat(segment.manifestFile()).isEqualTo(Path.of(name + ".manifest"));
    List<String> visited = new ArrayList<>();
    long lost =
        segment.forEachEntry(
            (kind, payload, records) -> visited.add(kind + " " + payload.utf8() + " " + records));
    assertThat(visited).containsExactly("REQUEST one 3", "REQUEST two 4");
    assertThat(lost).isZero();
  }

  @Test
  void records_are_counted_before_their_append_completes() throws IOException {
    open(settings);
    for (int i = 1; i <= 50; i++) {
      journal.append(LOGS, REQUEST, payload("x"), 1).join();
      assertThat(handovers.journaled(LOGS)).isEqualTo(i);
    }
  }

  @Test
  void signals_do_not_share_segments() throws IOException {
    open(settings);
    journal.append(TRACES, REQUEST, payload("t"), 1).join();
    journal.append(METRICS, REQUEST, payload("m"), 1).join();
    journal.append(LOGS, REQUEST, payload("l"), 1).join();
    journal.close();

    assertThat(handovers.segments())
        .extracting(ClosedSegment::signal, Handovers::entries)
        .containsExactlyInAnyOrder(
            tuple(TRACES, List.of("t")), tuple(METRICS, List.of("m")), tuple(LOGS, List.of("l")));
  }

  @Test
  void a_segment_closes_by_age() throws Exception {
    open(settings.withMaxAge(Duration.ofMillis(50)));
    journal.append(TRACES, REQUEST, payload("one"), 1).join();

    assertThat(entries(handovers.take())).containsExactly("one");
  }

  @Test
  void a_segment_closes_by_size_and_holds_at_most_one_entry_more() throws Exception {
    open(settings.withSegmentBytes(1_000));
    List<CompletableFuture<Void>> appends = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      appends.add(journal.append(TRACES, REQUEST, Slice.of(new byte[300]), 1));
    }
    appends.forEach(CompletableFuture::join);
    journal.close();

    assertThat(handovers.segments()).hasSizeGreaterThan(20);
    for (ClosedSegment segment : handovers.segments()) {
      assertThat(Files.size(segment.file())).isLessThan(1_000 + 300 + EntryHeader.BYTES);
    }
    assertThat(handovers.allEntries()).hasSize(100);
  }

  @Test
  void entries_larger_than_every_buffer_are_kept_whole() throws Exception {
    open(settings);
    String large = "0123456789abcdef".repeat(1 << 16) + "end";
    journal.append(TRACES, REQUEST, payload("before"), 1).join();
    journal.append(TRACES, REQUEST, payload(large), 1).join();
    journal.append(TRACES, REQUEST, payload("after"), 1).join();
    journal.close();

    assertThat(entries(handovers.take())).containsExactly("before", large, "after");
  }

  @Test
  void an_idle_journal_makes_no_files() throws IOException {
    open(settings.withMaxAge(Duration.ofMillis(1)));
    journal.close();

    assertThat(handovers.segments()).isEmpty();
    assertThat(files()).containsExactly(directory.resolve("lock"));
  }

  @Test
  void releasing_deletes_segment_and_manifest_and_returns_their_space() throws Exception {
    open(settings.withMaxAge(Duration.ofMillis(1)));
    journal.append(TRACES, REQUEST, payload("12345"), 1).join();
    ClosedSegment segment = handovers.take();
    assertThat(journal.bytes()).isEqualTo(Files.size(segment.file()));

    Files.writeString(segment.manifestFile(), "a manifest");
    segment.manifestWritten();
    assertThat(journal.bytes()).isEqualTo(Files.size(segment.file()) + "a manifest".length());

    segment.release();
    segment.release();
    assertThat(journal.bytes()).isZero();
    assertThat(segment.file()).doesNotExist();
    assertThat(segment.manifestFile()).doesNotExist();
  }

  @Test
  void beyond_the_quota_nothing_is_written_until_space_is_released() throws Exception {
    open(settings.withQuotaBytes(1_000).withMaxAge(Duration.ofMillis(1)));
    journal.append(TRACES, REQUEST, Slice.of(new byte[800]), 1).join();
    ClosedSegment segment = handovers.take();

    CompletableFuture<Void> refused = journal.append(LOGS, REQUEST, Slice.of(new byte[200]), 1);
    assertThat(refused)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(JournalFullException.class)
        .withMessageContaining("quota of 1000 bytes");
    assertThat(files()).containsExactlyInAnyOrder(directory.resolve("lock"), segment.file());
    assertThat(handovers.journaled(LOGS)).isZero();
    assertThat(
            meters.counter("spanstone.journal.refused", "signal", "logs", "reason", "full").count())
        .isEqualTo(1);

    segment.release();
    journal.append(LOGS, REQUEST, Slice.of(new byte[200]), 1).join();
  }

  @Test
  void whether_anything_is_taken_is_told_with_what_to_do() throws Exception {
    open(settings.withQuotaBytes(1_000).withMaxAge(Duration.ofMillis(1)));
    assertThat(journal.refusal()).isEmpty();
    journal.append(TRACES, REQUEST, Slice.of(new byte[940]), 1).join();
    assertThat(journal.refusal()).as("there is room left").isEmpty();
    assertThat(journal.append(TRACES, REQUEST, Slice.of(new byte[100]), 1))
        .failsWithin(Duration.ZERO);
    assertThat(journal.refusal().orElseThrow()).contains("quota of 1000 bytes", "it empties while");
    handovers.take().release();
    assertThat(journal.refusal()).isEmpty();
  }

  @Test
  void too_little_free_disk_refuses_appends() throws IOException {
    open(settings.withMinFreeDiskBytes(Long.MAX_VALUE));

    assertThat(journal.append(LOGS, REQUEST, payload("x"), 1))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(JournalFullException.class)
        .withMessageContaining("bytes free");
    assertThat(journal.refusal().orElseThrow()).contains("bytes free", "make room");
    assertThat(journal.bytes()).isZero();
  }

  @Test
  void more_waiting_bytes_than_allowed_are_refused() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    disk.pause();
    journal =
        Journal.open(
            settings.withMaxWaitingBytes(1_000), InstantSource.fixed(NOW), meters, handovers, disk);
    CompletableFuture<Void> first = journal.append(TRACES, REQUEST, Slice.of(new byte[900]), 1);

    assertThat(journal.append(TRACES, REQUEST, Slice.of(new byte[900]), 1))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(JournalBusyException.class);
    disk.proceed();
    first.join();
    journal.append(TRACES, REQUEST, Slice.of(new byte[900]), 1).join();
    journal.close();
    assertThat(handovers.allEntries()).hasSize(2);
  }

  @Test
  void a_closed_journal_refuses_appends() throws IOException {
    open(settings);
    journal.close();

    assertThat(journal.append(TRACES, REQUEST, payload("x"), 1))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(JournalBusyException.class);
    assertThat(journal.bytes()).isZero();
  }

  @Test
  void a_directory_has_one_journal_at_a_time() throws IOException {
    open(settings);
    assertThatThrownBy(
            () -> Journal.open(settings, InstantSource.system(), meters, new Handovers()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by another journal");

    journal.close();
    open(settings);
  }

  @Test
  void many_appenders_share_commits() throws Exception {
    open(settings);
    List<CompletableFuture<Void>> appends = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      appends.add(journal.append(TRACES, REQUEST, payload("entry " + i), 1));
    }
    CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).join();

    assertThat(meters.timer("spanstone.journal.commit", "signal", "traces").count())
        .isLessThan(1_000);
  }

  private void open(JournalSettings settings) throws IOException {
    journal = Journal.open(settings, InstantSource.fixed(NOW), meters, handovers);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
