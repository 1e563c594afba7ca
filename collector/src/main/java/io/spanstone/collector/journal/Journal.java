package io.spanstone.collector.journal;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Makes requests durable before they are acknowledged: one lane per signal, each writing entries to
 * one open segment and making many of them durable with one {@code fdatasync}. A segment is closed
 * by age or size and handed to the {@link JournalListener}. The files are described in {@code
 * docs/format/journal.md}.
 *
 * <p>Thread-safe.
 */
public final class Journal implements AutoCloseable {
  private final DirectoryLock lock;
  private final Space space;
  private final JournalMetrics metrics;
  private final Map<Signal, Lane> lanes = new EnumMap<>(Signal.class);

  private Journal(DirectoryLock lock, Space space, JournalMetrics metrics) {
    this.lock = lock;
    this.space = space;
    this.metrics = metrics;
  }

  /**
   * Locks the directory, recovers what earlier runs left (each segment is handed to the listener
   * before this returns, oldest first), and is then ready for appends.
   *
   * @param clock tells the creation times of segments
   * @throws IOException if the directory cannot be used, is in use by another journal, or holds
   *     segments of a newer format
   */
  public static Journal open(
      JournalSettings settings, InstantSource clock, MeterRegistry meters, JournalListener listener)
      throws IOException {
    return open(settings, clock, meters, listener, SegmentFiles.Creator.PLAIN);
  }

  static Journal open(
      JournalSettings settings,
      InstantSource clock,
      MeterRegistry meters,
      JournalListener listener,
      SegmentFiles.Creator creator)
      throws IOException {
    SyncedDirectory directory = SyncedDirectory.create(settings.directory());
    DirectoryLock lock = DirectoryLock.acquire(directory.path());
    try {
      JournalMetrics metrics = new JournalMetrics(meters);
      Space space = new Space(directory.path(), settings.quotaBytes(), settings.minFreeDiskBytes());
      metrics.occupied(space, Space::usedBytes);
      metrics.quota(space, Space::quotaBytes);
      Quarantine quarantine = new Quarantine(directory.path(), metrics);
      Journal journal = new Journal(lock, space, metrics);
      List<ClosedSegment> recovered = new ArrayList<>();
      for (Signal signal : Signal.values()) {
        SyncedDirectory home = SyncedDirectory.create(directory.path().resolve(signal.id()));
        SegmentFiles files = new SegmentFiles(signal, home, clock, creator, space, quarantine);
        recovered.addAll(new Recovery(files).run());
        journal.lanes.put(signal, new Lane(files, settings, space, metrics, listener));
      }
      recovered.stream().sorted(Recovery.OLDEST_FIRST).forEach(listener::closed);
      journal.lanes.values().forEach(Lane::start);
      return journal;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Appends one entry. Never blocks. What is {@linkplain EntryKind#DERIVED derived} is taken beyond
   * the quota too: without it nothing that is journaled could be shipped, and make room.
   *
   * @param payload must not change until the future completes
   * @param records how many valid records the payload holds
   * @return completes on the lane's thread once the entry survives power loss: what depends on it
   *     must be quick. Fails, with nothing acknowledged, with {@link JournalFullException} beyond
   *     the quota, {@link JournalBusyException} when too much waits already or the journal is
   *     closed, or another {@link IOException} if the disk fails; the sender may always try again
   */
  public CompletableFuture<Void> append(Signal signal, EntryKind kind, Slice payload, int records) {
    if (records < 0 || payload.length() > EntryHeader.MAX_LENGTH) {
      throw new IllegalArgumentException(
          records + " records in a payload of " + payload.length() + " bytes");
    }
    long bytes = (long) EntryHeader.BYTES + payload.length();
    try {
      if (kind == EntryKind.DERIVED) {
        space.add(bytes);
      } else {
        space.reserve(bytes);
      }
    } catch (IOException e) {
      metrics.refused(signal, "full").increment();
      return CompletableFuture.failedFuture(e);
    }
    try {
      return lane(signal).append(PendingEntry.of(kind, payload, records));
    } catch (JournalBusyException e) {
      space.free(bytes);
      metrics.refused(signal, "busy").increment();
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What segments and manifests occupy, in bytes; open segments and waiting entries included. */
  public long bytes() {
    return space.usedBytes();
  }

  /**
   * The free space of the journal's disk in bytes, at most 100 ms old.
   *
   * @throws UncheckedIOException if the disk does not tell
   */
  public long diskFreeBytes() {
    try {
      return space.diskFreeBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Why entries are refused at the moment, such as a full disk, and what to do; empty if they are
   * taken.
   */
  public Optional<String> refusal() {
    try {
      return Optional.ofNullable(space.refusal());
    } catch (IOException e) {
      return Optional.of("the journal's disk does not tell how much is free: " + e.getMessage());
    }
  }

  /**
   * Refuses further appends of that signal, makes durable what was taken, and hands over the open
   * segment. An interrupt does not shorten it. Idempotent.
   */
  public void close(Signal signal) {
    lane(signal).stop();
    lane(signal).join();
  }

  /**
   * Refuses further appends, makes durable what was taken, closes the open segments, hands them
   * over, and unlocks the directory. An interrupt does not shorten it. Idempotent.
   */
  @Override
  public void close() throws IOException {
    lanes.values().forEach(Lane::stop);
    lanes.values().forEach(Lane::join);
    lock.close();
  }

  private Lane lane(Signal signal) {
    return requireNonNull(lanes.get(signal), "signal");
  }
}
