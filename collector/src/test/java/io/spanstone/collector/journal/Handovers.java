package io.spanstone.collector.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A listener that keeps what a journal tells it, and reads the segments it was handed. */
final class Handovers implements JournalListener {
  private final BlockingQueue<ClosedSegment> segments = new LinkedBlockingQueue<>();
  private final Map<Signal, Long> journaled = new EnumMap<>(Signal.class);

  static Slice payload(String text) {
    return Slice.of(text.getBytes(UTF_8));
  }

  static List<String> entries(ClosedSegment segment) {
    List<String> payloads = new ArrayList<>();
    try {
      segment.forEachEntry((kind, payload, records) -> payloads.add(payload.utf8()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return payloads;
  }

  @Override
  public synchronized void journaled(Signal signal, int records) {
    journaled.merge(signal, (long) records, Long::sum);
  }

  @Override
  public void closed(ClosedSegment segment) {
    segments.add(segment);
  }

  synchronized long journaled(Signal signal) {
    return journaled.getOrDefault(signal, 0L);
  }

  /** All segments handed over so far, and not taken. */
  List<ClosedSegment> segments() {
    return List.copyOf(segments);
  }

  /** Leaves a segment out of {@link #segments} that has been released. */
  void forget(ClosedSegment released) {
    segments.remove(released);
  }

  /** The next segment, which is waited for. */
  ClosedSegment take() throws InterruptedException {
    ClosedSegment segment = segments.poll(30, TimeUnit.SECONDS);
    if (segment == null) {
      throw new AssertionError("no segment was handed over within 30 s");
    }
    return segment;
  }

  /** The entries of all segments handed over so far. */
  List<String> allEntries() {
    return segments().stream().flatMap(segment -> entries(segment).stream()).toList();
  }
}
