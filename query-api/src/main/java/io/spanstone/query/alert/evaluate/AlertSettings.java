package io.spanstone.query.alert.evaluate;

import io.spanstone.query.promql.PromqlSettings;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/**
 * How rules are evaluated.
 *
 * @param process names this process among all others, and in all time
 * @param offset how long after a time its data are believed to be there; not negative
 * @param promql what one rule may use
 * @param logBudget how long one rule over logs may take
 * @param collector where what rules record is sent to, an OTLP/HTTP receiver
 */
public record AlertSettings(
    String process, Duration offset, PromqlSettings promql, Duration logBudget, URI collector) {

  /** A process of any name, 15 s, a fifth of what a query may use, 5 s, the local collector. */
  public static AlertSettings standard(PromqlSettings queries) {
    return new AlertSettings(
        UUID.randomUUID().toString(),
        Duration.ofSeconds(15),
        queries.withTimeout(Duration.ofSeconds(10)).withMaxSamples(queries.maxSamples() / 5),
        Duration.ofSeconds(5),
        URI.create("http://127.0.0.1:4318"));
  }

  /** These settings with another offset. */
  public AlertSettings withOffset(Duration other) {
    return new AlertSettings(process, other, promql, logBudget, collector);
  }

  /** These settings with another collector. */
  public AlertSettings withCollector(URI other) {
    return new AlertSettings(process, offset, promql, logBudget, other);
  }
}
