package io.spanstone.query.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.promql.QueryAnswer;
import java.io.IOException;

/**
 * What a query took, for clients that ask for {@code stats}.
 *
 * @param queuedNanos how long it waited for others
 * @param evaluatedNanos how long it was evaluated, and what it needs read
 */
record QueryStatistics(long queuedNanos, long evaluatedNanos, QueryAnswer answer) {

  /** Writes the fields that Prometheus has, as far as they have a meaning here. */
  void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("stats");
    json.writeObjectFieldStart("timings");
    json.writeNumberField("evalTotalTime", evaluatedNanos / 1e9);
    json.writeNumberField("execQueueTime", queuedNanos / 1e9);
    json.writeNumberField("execTotalTime", (queuedNanos + evaluatedNanos) / 1e9);
    json.writeEndObject();
    json.writeObjectFieldStart("samples");
    json.writeNumberField("totalQueryableSamples", answer.samples());
    json.writeNumberField("peakSamples", answer.peakSamples());
    json.writeEndObject();
    json.writeEndObject();
  }
}
