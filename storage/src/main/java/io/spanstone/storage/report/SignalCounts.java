package io.spanstone.storage.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

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

  /** Those of both. */
  public SignalCounts plus(SignalCounts other) {
    return new SignalCounts(
        received + other.received,
        rejected + other.rejected,
        journaled + other.journaled,
        recovered + other.recovered,
        stored + other.stored,
        duplicate + other.duplicate,
        deadLettered + other.deadLettered,
        waiting + other.waiting,
        inFlight + other.inFlight);
  }

  /** Writes an object with a field for each. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("received", received);
    json.writeNumberField("rejected", rejected);
    json.writeNumberField("journaled", journaled);
    json.writeNumberField("recovered", recovered);
    json.writeNumberField("stored", stored);
    json.writeNumberField("duplicate", duplicate);
    json.writeNumberField("deadLettered", deadLettered);
    json.writeNumberField("waiting", waiting);
    json.writeNumberField("inFlight", inFlight);
    json.writeEndObject();
  }

  /** Whether both identities hold; false means a bug in the counting. */
  public boolean balances() {
    return received == rejected + journaled
        && journaled + recovered == stored + duplicate + deadLettered + waiting + inFlight;
  }
}
