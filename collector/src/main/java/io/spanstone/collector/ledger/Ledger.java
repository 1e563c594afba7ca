package io.spanstone.collector.ledger;

import static java.util.Objects.requireNonNull;

import io.spanstone.otlp.Signal;
import io.spanstone.storage.report.SignalCounts;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts every record from its arrival to its end, so that nothing is lost without a number saying
 * so. The identities of {@link SignalCounts} hold in every snapshot. Thread-safe.
 */
public final class Ledger {
  private final Map<Signal, SignalLedger> signals = new EnumMap<>(Signal.class);

  public Ledger() {
    for (Signal signal : Signal.values()) {
      signals.put(signal, new SignalLedger());
    }
  }

  public SignalLedger of(Signal signal) {
    return requireNonNull(signals.get(signal), "signal");
  }

  /**
   * The counts of all signals; each signal's are of one moment, the signals' moments may differ.
   */
  public Map<Signal, SignalCounts> snapshot() {
    Map<Signal, SignalCounts> counts = new EnumMap<>(Signal.class);
    signals.forEach((signal, ledger) -> counts.put(signal, ledger.snapshot()));
    return counts;
  }
}
