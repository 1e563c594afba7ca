package io.spanstone.collector.journal;

import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Makes requests durable before they are acknowledged: one lane per signal, each writing entries to
 * one open segment and making many of them durable with one {@code fdatasync}. A segment is closed
 * by age or size and handed to the {@link JournalListener}. The files are described in {@code
 * docs/format/journal.md}.
 *
 * <p>Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Journal implements AutoCloseable {
  private Journal() {}

  /**
   * Locks the directory, recovers what earlier runs left (each segment is handed to the listener
   * before this returns, oldest first), and is then ready for appends.
   *
   * @throws IOException if the directory cannot be used or is in use by another journal
   */
  public static Journal open(
      JournalSettings settings, InstantSource clock, MeterRegistry meters, JournalListener listener)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Appends one entry. Never blocks.
   *
   * @param payload must not change until the future completes
   * @param records how many valid records the payload holds
   * @return completes on the lane's thread once the entry survives power loss: what depends on it
   *     must be quick. Fails, with nothing acknowledged, with {@link JournalFullException} beyond
   *     the quota, {@link JournalBusyException} when too much waits already or the journal is
   *     closed, or another {@link IOException} if the disk fails; the sender may always try again
   */
  public CompletableFuture<Void> append(Signal signal, EntryKind kind, Slice payload, int records) {
    throw new UnsupportedOperationException();
  }

  /** What segments and manifests occupy, open segments included. */
  public long bytes() {
    throw new UnsupportedOperationException();
  }

  /** The free space of the journal's disk, at most a fraction of a second old. */
  public long diskFreeBytes() {
    throw new UnsupportedOperationException();
  }

  /**
   * Refuses further appends, makes durable what was taken, closes the open segments, hands them
   * over, and unlocks the directory. Idempotent.
   */
  @Override
  public void close() throws IOException {
    throw new UnsupportedOperationException();
  }
}
