package io.spanstone.collector.ship;

import io.spanstone.collector.ledger.SignalLedger;
import io.spanstone.collector.pack.Manifest;
import java.util.BitSet;

/**
 * How far one segment has come: which of its documents need not be sent again, and where its
 * records are in the ledger. Its records are either waiting (at first, and after {@link #putBack})
 * or in flight (after {@link #takeUp}); they land only in flight. Not thread-safe: it belongs to
 * whoever has taken the segment up.
 */
public final class Progress {
  private final SignalLedger ledger;
  private final BitSet landed = new BitSet();
  private long outstanding;
  private boolean packed;
  private int failures;

  /**
   * @param records of the segment, which the ledger counts as waiting
   */
  public Progress(SignalLedger ledger, long records) {
    this.ledger = ledger;
    this.outstanding = records;
  }

  public void takeUp() {
    ledger.ship(outstanding);
  }

  public void putBack() {
    ledger.returned(outstanding);
  }

  /**
   * Takes the manifest's word for how many records there are, and counts those that packing has set
   * aside or left out; only the first call does anything. A recovered segment that the disk has
   * damaged may know of fewer records than the manifest that was made of it before: those are
   * recovered too.
   */
  public void packed(Manifest manifest) {
    if (packed) {
      return;
    }
    long unknown = manifest.records() + manifest.deadLettered() + manifest.repeated() - outstanding;
    if (unknown < 0) {
      throw new IllegalStateException(
          "manifest of %s lacks %d records".formatted(manifest.segment(), -unknown));
    }
    packed = true;
    ledger.recover(unknown);
    ledger.ship(unknown);
    outstanding += unknown;
    land(manifest.deadLettered());
    ledger.deadLettered(manifest.deadLettered());
    land(manifest.repeated());
    ledger.duplicate(manifest.repeated());
  }

  /** Passes in a row that ended before all was confirmed, for want of an answer or by it. */
  public int failures() {
    return failures;
  }

  public void failed() {
    failures++;
  }

  /** Whether the segment is packed and every record has landed. */
  public boolean complete() {
    return packed && outstanding == 0;
  }

  boolean hasLanded(int ordinal) {
    return landed.get(ordinal);
  }

  void stored(int ordinal, int records) {
    land(ordinal, records);
    ledger.stored(records);
  }

  void duplicate(int ordinal, int records) {
    land(ordinal, records);
    ledger.duplicate(records);
  }

  void deadLettered(int ordinal, int records) {
    land(ordinal, records);
    ledger.deadLettered(records);
  }

  private void land(int ordinal, int records) {
    if (landed.get(ordinal)) {
      throw new IllegalStateException("document " + ordinal + " landed twice");
    }
    landed.set(ordinal);
    land(records);
  }

  private void land(long records) {
    outstanding -= records;
  }
}
