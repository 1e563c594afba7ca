package io.spanstone.collector.ledger;

import io.spanstone.storage.report.SignalCounts;

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
 * <p>A transition of more records than are where they come from is a bug of the caller, and
 * refused. Every {@code records} argument is zero or more. Thread-safe.
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

  SignalLedger() {}

  /** Refused with an answer that says so. */
  public synchronized void reject(long records) {
    rejected += notNegative(records);
  }

  /** On disk; called after the fdatasync and before the answer. */
  public synchronized void journal(long records) {
    journaled += notNegative(records);
    waiting += records;
  }

  /** Found in the journal at start. */
  public synchronized void recover(long records) {
    recovered += notNegative(records);
    waiting += records;
  }

  /** Taken up by the packer: waiting → in flight. */
  public synchronized void ship(long records) {
    if (notNegative(records) > waiting) {
      throw new IllegalStateException(records + " taken up, but " + waiting + " are waiting");
    }
    waiting -= records;
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
      throw new IllegalStateException(records + " arrived, but " + inFlight + " are in flight");
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
