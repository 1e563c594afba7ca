package io.spanstone.collector.pack;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.collector.journal.ClosedSegment;
import io.spanstone.collector.journal.EntryKind;
import io.spanstone.collector.journal.Journal;
import io.spanstone.collector.journal.JournalListener;
import io.spanstone.collector.journal.JournalSettings;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Closed segments of a real journal, for tests of what comes after it. */
public final class Segments {
  private final Path directory;
  private final InstantSource clock;
  private final List<Entry> derived = new ArrayList<>();

  public Segments(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** A metrics lane that keeps what it is given. */
  public Derivation.Lane lane() {
    return (payload, points) -> derived.add(new Entry(payload, points));
  }

  /** What the {@link #lane} was given. */
  public List<Entry> derived() {
    return derived;
  }

  /** One entry of a segment. */
  public record Entry(Slice request, int records) {}

  /** Journals the entries into one segment and gives it as closed. */
  public ClosedSegment of(Signal signal, List<Entry> entries) throws Exception {
    return of(signal, EntryKind.REQUEST, entries);
  }

  /** The same for another kind of entries. */
  public ClosedSegment of(Signal signal, EntryKind kind, List<Entry> entries) throws Exception {
    List<ClosedSegment> closed = new ArrayList<>();
    try (Journal journal = open(closed)) {
      for (Entry entry : entries) {
        journal.append(signal, kind, entry.request(), entry.records()).get();
      }
    }
    return closed.get(closed.size() - 1);
  }

  /** What a new start finds. */
  public List<ClosedSegment> recovered() throws IOException {
    List<ClosedSegment> recovered = new ArrayList<>();
    open(recovered).close();
    return recovered;
  }

  private Journal open(List<ClosedSegment> closed) throws IOException {
    JournalSettings settings =
        JournalSettings.defaults(directory)
            .withMinFreeDiskBytes(0)
            .withMaxAge(Duration.ofMinutes(10));
    return Journal.open(settings, clock, new SimpleMeterRegistry(), collectingIn(closed));
  }

  private static JournalListener collectingIn(List<ClosedSegment> closed) {
    return new JournalListener() {
      @Override
      public void journaled(Signal signal, int records) {}

      @Override
      public void closed(ClosedSegment segment) {
        closed.add(segment);
      }
    };
  }
}
