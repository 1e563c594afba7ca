package io.spanstone.collector.pack;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.collector.edge.CallFacts;
import io.spanstone.collector.journal.ClosedSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps, durably, what segments of traces tell of calls with a side in another segment, until the
 * window is over in which that may have come. The files are described in {@code
 * docs/format/calls.md}.
 *
 * <p>The calls of a segment are due to be settled when every segment that was created up to a
 * window later has been derived from. They are kept for another window, because their neighbours
 * ask for them. Thread-safe.
 */
public final class PendingCalls {
  /** How far apart the two spans of a call may arrive. */
  public static final Duration WINDOW = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(PendingCalls.class);

  /** A segment that is open this long has nothing in it: the lane is idle. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  private static final String PENDING = ".pending";
  private static final String SETTLED = ".settled";

  private final Path directory;
  private final long maxBytes;
  private final InstantSource clock;
  private final Counter lost;
  private final Map<UUID, Kept> kept = new HashMap<>();

  /** Segments of traces that are closed and not released. */
  private final Set<UUID> live = new HashSet<>();

  /** When those of them were created that have not been derived from. */
  private final Map<UUID, Long> underived = new HashMap<>();

  private long latestClosedMillis = Long.MIN_VALUE;
  private long bytes;

  private PendingCalls(Path directory, long maxBytes, InstantSource clock, MeterRegistry meters) {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.clock = clock;
    this.lost =
        Counter.builder("spanstone.calls.lost")
            .description("Calls that no edge counts, for want of room to wait for their other side")
            .register(meters);
    Gauge.builder("spanstone.calls.waiting", this, PendingCalls::waiting)
        .description("Calls that wait for their other side, or for its absence")
        .register(meters);
    Gauge.builder("spanstone.calls.bytes", this, PendingCalls::sizeBytes)
        .description("What is kept of calls, in memory and on disk alike")
        .register(meters);
  }

  private static final class Kept {
    private final CallFacts facts;
    private boolean settled;

    Kept(CallFacts facts, boolean settled) {
      this.facts = facts;
      this.settled = settled;
    }

    long createdAtMillis() {
      return facts.createdAtMillis();
    }
  }

  /**
   * Reads what earlier runs left in the directory, which is created if absent.
   *
   * @param maxBytes is kept at most, in memory and on disk alike; what comes beyond is lost and
   *     counted, and nothing is concluded from its absence
   */
  public static PendingCalls open(
      Path directory, long maxBytes, InstantSource clock, MeterRegistry meters) throws IOException {
    PendingCalls calls =
        new PendingCalls(Files.createDirectories(directory), maxBytes, clock, meters);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        calls.read(file);
      }
    }
    return calls;
  }

  /** The segments of which the calls are not settled. */
  synchronized List<UUID> unsettled() {
    return kept.values().stream()
        .filter(each -> !each.settled)
        .map(each -> each.facts.segment())
        .toList();
  }

  /** A segment of traces was closed or recovered. */
  synchronized void closed(ClosedSegment segment) {
    live.add(segment.id());
    long createdAtMillis = segment.createdAt().toEpochMilli();
    latestClosedMillis = Math.max(latestClosedMillis, createdAtMillis);
    if (!Files.exists(segment.manifestFile())) {
      underived.put(segment.id(), createdAtMillis);
    }
  }

  /**
   * Keeps what a segment tells; durable when it returns. What is kept of the segment already stays
   * as it is.
   *
   * @return whether there is something to settle
   */
  synchronized boolean keep(CallFacts facts) throws IOException {
    if (facts.isEmpty() || kept.containsKey(facts.segment())) {
      return false;
    }
    CallFacts fitting = facts;
    if (bytes + facts.sizeBytes() > maxBytes) {
      fitting = CallFacts.incomplete(facts.segment(), facts.createdAtMillis());
      lost.increment(facts.waiting());
    }
    byte[] content = fitting.toByteArray();
    AtomicFile.write(file(fitting, PENDING), out -> out.write(content));
    add(new Kept(fitting, false));
    return true;
  }

  /** All that the segment tells by itself is in the journal. */
  synchronized void derived(UUID segment) {
    underived.remove(segment);
  }

  /** A segment of traces has been released. */
  synchronized void released(ClosedSegment segment) {
    live.remove(segment.id());
    underived.remove(segment.id());
    forget();
  }

  /** What can be settled by now, the oldest first. */
  synchronized List<CallFacts> due() {
    long horizon = horizonMillis();
    List<CallFacts> due = new ArrayList<>();
    for (Kept each : kept.values()) {
      if (!each.settled && each.createdAtMillis() + WINDOW.toMillis() < horizon) {
        due.add(each.facts);
      }
    }
    due.sort(Comparator.comparingLong(CallFacts::createdAtMillis));
    return due;
  }

  /** All that may tell of the other sides of these calls. */
  synchronized List<CallFacts> around(CallFacts calls) {
    return kept.values().stream()
        .map(each -> each.facts)
        .filter(
            facts ->
                Math.abs(facts.createdAtMillis() - calls.createdAtMillis()) <= WINDOW.toMillis())
        .sorted(
            Comparator.comparingLong(CallFacts::createdAtMillis).thenComparing(CallFacts::segment))
        .toList();
  }

  /** These calls are in the journal; durable when it returns. */
  synchronized void settled(CallFacts calls) throws IOException {
    Kept settled = kept.get(calls.segment());
    if (settled != null && !settled.settled) {
      Files.move(file(calls, PENDING), file(calls, SETTLED), ATOMIC_MOVE);
      AtomicFile.syncDirectory(directory);
      settled.settled = true;
    }
    forget();
  }

  private synchronized long waiting() {
    return kept.values().stream()
        .filter(each -> !each.settled)
        .mapToLong(each -> each.facts.waiting())
        .sum();
  }

  private synchronized long sizeBytes() {
    return bytes;
  }

  /** All segments created before this have been derived from. */
  private long horizonMillis() {
    long closed = Math.max(latestClosedMillis, clock.millis() - IDLE.toMillis());
    return underived.values().stream().mapToLong(Long::longValue).reduce(closed, Math::min);
  }

  /** Drops what is settled and cannot be asked for any more. */
  private void forget() {
    long needed =
        kept.values().stream()
            .filter(each -> !each.settled)
            .mapToLong(Kept::createdAtMillis)
            .reduce(horizonMillis(), Math::min);
    List<Kept> done =
        kept.values().stream()
            .filter(each -> each.settled && !live.contains(each.facts.segment()))
            .filter(each -> each.createdAtMillis() + WINDOW.toMillis() < needed)
            .toList();
    for (Kept each : done) {
      try {
        Files.deleteIfExists(file(each.facts, SETTLED));
        kept.remove(each.facts.segment());
        bytes -= each.facts.sizeBytes();
      } catch (IOException e) {
        LOG.warn("Cannot delete {}; it is kept", file(each.facts, SETTLED), e);
      }
    }
  }

  private void read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".tmp")) {
      Files.delete(file);
    } else if (name.endsWith(PENDING) || name.endsWith(SETTLED)) {
      add(new Kept(facts(file, name), name.endsWith(SETTLED)));
    }
  }

  /** Of damaged ones the name tells whose they were. */
  private static CallFacts facts(Path file, String name) throws IOException {
    byte[] content = Files.readAllBytes(file);
    try {
      return CallFacts.read(content);
    } catch (RuntimeException e) {
      LOG.error("{} is damaged: the calls in it are not counted as edges", file, e);
      String[] parts = name.substring(0, name.lastIndexOf('.')).split("-", 2);
      return CallFacts.incomplete(UUID.fromString(parts[1]), Long.parseLong(parts[0]));
    }
  }

  private void add(Kept each) {
    kept.put(each.facts.segment(), each);
    bytes += each.facts.sizeBytes();
  }

  private Path file(CallFacts facts, String extension) {
    return directory.resolve(facts.createdAtMillis() + "-" + facts.segment() + extension);
  }
}
