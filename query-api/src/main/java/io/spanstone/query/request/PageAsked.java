package io.spanstone.query.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of what was found in a time a client asks for.
 *
 * @param limit 1 to 1,000
 * @param cursor of the page before; null for the first
 */
public record PageAsked(TimeRange range, int limit, @Nullable String cursor) {

  /** Reads {@code start}, {@code end}, {@code limit} and {@code cursor}. */
  public static PageAsked of(Parameters parameters, Instant now, int defaultLimit) {
    return new PageAsked(
        TimeRange.of(parameters, now),
        parameters.optional("limit", Parsers::limit, defaultLimit),
        parameters.optional("cursor", Parsers::text));
  }

  public Instant start() {
    return range.start();
  }

  public Instant end() {
    return range.end();
  }
}
