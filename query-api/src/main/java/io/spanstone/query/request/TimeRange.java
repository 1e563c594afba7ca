package io.spanstone.query.request;

import java.time.Duration;
import java.time.Instant;

/**
 * From {@code start}, inclusive, to {@code end}, exclusive, which may lie in the future.
 *
 * @param start not after {@code end}
 */
public record TimeRange(Instant start, Instant end) {
  private static final Duration DEFAULT_LENGTH = Duration.ofHours(1);

  /**
   * Reads {@code start} and {@code end}: by default the hour until {@code end}, and {@code end}
   * itself by default is now.
   */
  public static TimeRange of(Parameters parameters, Instant now) {
    Instant end = parameters.optional("end", Parsers::time, now);
    Instant start = parameters.optional("start", Parsers::time, earlier(end));
    if (start.isAfter(end)) {
      parameters.fault(
          "start", "must not be after end, but is %s and end is %s".formatted(start, end));
    }
    return new TimeRange(start, end);
  }

  public Duration length() {
    return Duration.between(start, end);
  }

  private static Instant earlier(Instant end) {
    Instant start = end.minus(DEFAULT_LENGTH);
    return start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start;
  }
}
