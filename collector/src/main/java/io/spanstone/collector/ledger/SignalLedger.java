package io.spanstone.collector.ledger;

import io.spanstone.storage.SignalCounts;

/**
 * The counts of one signal, moved by one transition at a time under one lock.
 *
 * <pre>
 *          reject ──▶ rejected
 * client ─┤
 *          journal ─▶ waiting ──ship──▶ inFlight ──▶ stored | duplicate | deadLettered
 * disk ──── recover ─▶   ▲                  │
 *                        └────returned──────┘
 * </pre>
 *
 * A segment can be taken up before the receivers have counted its last request: they learn of the
 * same fdatasync on another thread. What is in a closed segment is journaled all the same, so
 * {@link #ship} counts it ahead, and {@link #journal} leaves out what was counted ahead.
 *
 * <p>Every {@code records} argument is zero or more. Thread-safe.
 */
public final class SignalLedger {
  private long rejected;
  private long journaled;
  private long recovered;
  private long stored;
  private long duplicate;
  private long deadLettered;
  private long waiting;
  private long inFlight;
  private long journaledAhead;

  SignalLedger() {}

  /** Refused with an answer that says so. */
  public synchronized void reject(long records) {
    rejected += notNegative(records);
  }

  /** On disk; called after the fdatasync and before the answer. */
  public synchronized void journal(long records) {
    long countedAhead = Math.min(journaledAhead, notNegative(records));
    journaledAhead -= countedAhead;
    journaled += records - countedAhead;
    waiting += records - countedAhead;
  }

  /** Found in the journal at start. */
  public synchronized void recover(long records) {
    recovered += notNegative(records);
    waiting += records;
  }

  /** Taken up by the packer: waiting → in flight. */
  public synchronized void ship(long records) {
    long ahead = Math.max(0, notNegative(records) - waiting);
    journaledAhead += ahead;
    journaled += ahead;
    waiting += ahead - records;
    inFlight += records;
  }

  /** Given up for now and still in the journal: in flight → waiting. */
  public synchronized void returned(long records) {
    land(records);
    waiting += records;
  }

  /** Confirmed by Elasticsearch as created. */
  public synchronized void stored(long records) {
    land(records);
    stored += records;
  }

  /** Confirmed by Elasticsearch as there already, from an earlier try. */
  public synchronized void duplicate(long records) {
    land(records);
    duplicate += records;
  }

  /** Set aside on disk for good. */
  public synchronized void deadLettered(long records) {
    land(records);
    deadLettered += records;
  }

  /** The counts of one moment. */
  public synchronized SignalCounts snapshot() {
    return new SignalCounts(
        rejected + journaled,
        rejected,
        journaled,
        recovered,
        stored,
        duplicate,
        deadLettered,
        waiting,
        inFlight);
  }

  private void land(long records) {
    if (notNegative(records) > inFlight) {
      throw new IllegalStateException(
          records + " records land, but " + inFlight + " are in flight");
    }
    inFlight -= records;
  }

  private static long notNegative(long records) {
    if (records < 0) {
      throw new IllegalArgumentException("negative number of records: " + records);
    }
    return records;
  }
}
