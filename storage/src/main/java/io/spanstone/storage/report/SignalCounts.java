package io.spanstone.storage.report;

/**
 * Where the records of one signal are, counted by one collector since it started. A record is a
 * span, a log record or a metric data point. Every value is zero or more, and at every moment
 *
 * <pre>
 * received             = rejected + journaled
 * journaled + recovered = stored + duplicate + deadLettered + waiting + inFlight
 * </pre>
 *
 * @param received arrived and fully judged: {@code rejected} or {@code journaled}
 * @param rejected refused with an answer that says so, never journaled
 * @param journaled on disk before the client got its answer
 * @param recovered found in the journal at start, left there by an earlier run
 * @param stored confirmed by Elasticsearch as created
 * @param duplicate confirmed by Elasticsearch as there already, from an earlier try
 * @param deadLettered set aside on disk because they cannot be packed or stored
 * @param waiting in the journal, not yet taken up
 * @param inFlight being packed or shipped
 */
public record SignalCounts(
    long received,
    long rejected,
    long journaled,
    long recovered,
    long stored,
    long duplicate,
    long deadLettered,
    long waiting,
    long inFlight) {

  /** Nothing counted yet. */
  public static final SignalCounts ZERO = new SignalCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Whether both identities hold; false means a bug in the counting. */
  public boolean balances() {
    return received == rejected + journaled
        && journaled + recovered == stored + duplicate + deadLettered + waiting + inFlight;
  }
}
