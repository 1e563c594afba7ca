package io.spanstone.collector.journal;

import static io.spanstone.collector.journal.Handovers.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Random sequences of what happens to a journal, against the plainest model of one: a list of the
 * entries that were acknowledged and not released.
 */
class JournalModelTest {
  private final Map<Signal, List<String>> model = new EnumMap<>(Signal.class);
  private final AtomicLong clockMillis = new AtomicLong(1_000);
  private final List<Path> directories = new ArrayList<>();
  private Path directory;
  private Handovers handovers;
  private Journal journal;
  private int appended;

  /** Something that happens to a journal. */
  private interface Step {
    void take() throws IOException;
  }

  @Property(tries = 150)
  void a_journal_holds_what_was_acknowledged_and_not_released(@ForAll("steps") List<Step> steps)
      throws IOException {
    for (Step step : steps) {
      step.take();
    }
    reopen();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> append =
        Arbitraries.of(Signal.class)
            .flatMap(
                signal ->
                    Arbitraries.integers()
                        .between(0, 400)
                        .map(bytes -> () -> append(signal, bytes)));
    Arbitrary<Step> crash =
        Arbitraries.integers().between(0, 60).map(bytes -> () -> crash(new byte[bytes]));
    Arbitrary<Step> tornCrash =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(EntryHeader.BYTES - 1)
            .map(torn -> () -> crash(torn));
    Arbitrary<Step> reopen = Arbitraries.just(this::reopen);
    Arbitrary<Step> release = Arbitraries.just(this::releaseOldest);
    Arbitrary<Step> manifest = Arbitraries.just(this::writeManifest);
    return Arbitraries.frequencyOf(
            Tuple.of(10, append),
            Tuple.of(1, crash),
            Tuple.of(1, tornCrash),
            Tuple.of(1, reopen),
            Tuple.of(3, release),
            Tuple.of(1, manifest))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @BeforeTry
  void openEmpty() throws IOException {
    model.clear();
    for (Signal signal : Signal.values()) {
      model.put(signal, new ArrayList<>());
    }
    directory = newDirectory();
    open();
  }

  @AfterTry
  void clear() throws IOException {
    journal.close();
    for (Path used : directories) {
      try (Stream<Path> files = Files.walk(used)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    directories.clear();
  }

  private void append(Signal signal, int bytes) {
    String entry = appended++ + ":" + "x".repeat(bytes);
    journal.append(signal, EntryKind.REQUEST, payload(entry), 1).join();
    model.get(signal).add(entry);
  }

  private void reopen() throws IOException {
    journal.close();
    assertHoldsTheModel();
    open();
    assertHoldsTheModel();
  }

  /** What kill -9 leaves: all files as they are, and on the newest an unfinished write. */
  private void crash(byte[] unfinished) throws IOException {
    Path copy = newDirectory();
    for (Path file : files(directory)) {
      Path target = copy.resolve(directory.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    for (Signal signal : Signal.values()) {
      tear(Files.createDirectories(copy.resolve(signal.id())), unfinished);
    }
    journal.close();
    directory = copy;
    open();
    assertHoldsTheModel();
  }

  private static void tear(Path lane, byte[] unfinished) throws IOException {
    try (Stream<Path> files = Files.list(lane)) {
      Path newest =
          files
              .filter(file -> file.toString().endsWith(SegmentName.SEGMENT))
              .max(Comparator.naturalOrder())
              .orElse(null);
      if (newest != null) {
        Files.write(newest, unfinished, StandardOpenOption.APPEND);
      }
    }
  }

  private void releaseOldest() throws IOException {
    ClosedSegment oldest = handovers.segments().stream().findFirst().orElse(null);
    if (oldest != null) {
      model.get(oldest.signal()).removeAll(Handovers.entries(oldest));
      oldest.release();
      handovers.forget(oldest);
    }
  }

  private void writeManifest() throws IOException {
    ClosedSegment oldest = handovers.segments().stream().findFirst().orElse(null);
    if (oldest != null && Files.notExists(oldest.manifestFile())) {
      Files.writeString(oldest.manifestFile(), "a manifest of " + oldest.id());
      oldest.manifestWritten();
    }
  }

  private void open() throws IOException {
    handovers = new Handovers();
    JournalSettings settings =
        JournalSettings.defaults(directory)
            .withMinFreeDiskBytes(0)
            .withSegmentBytes(600)
            .withMaxAge(Duration.ofHours(1));
    InstantSource clock = () -> Instant.ofEpochMilli(clockMillis.incrementAndGet());
    journal = Journal.open(settings, clock, new SimpleMeterRegistry(), handovers);
  }

  private void assertHoldsTheModel() throws IOException {
    for (Signal signal : Signal.values()) {
      List<ClosedSegment> segments =
          handovers.segments().stream().filter(segment -> segment.signal() == signal).toList();
      assertThat(segments.stream().flatMap(segment -> Handovers.entries(segment).stream()))
          .containsExactlyElementsOf(model.get(signal));
      assertThat(segments.stream().mapToLong(ClosedSegment::records).sum())
          .isEqualTo(model.get(signal).size());
    }
    assertThat(journal.bytes()).isEqualTo(sizeOfAllFiles());
    assertThat(directory.resolve(Quarantine.NAME)).doesNotExist();
  }

  private long sizeOfAllFiles() throws IOException {
    long size = 0;
    for (Path file : files(directory)) {
      size += Files.size(file);
    }
    return size;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private Path newDirectory() throws IOException {
    Path created = FastDirectory.create();
    directories.add(created);
    return created;
  }
}
