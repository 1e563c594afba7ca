package io.spanstone.storage.logs;

import io.spanstone.storage.logs.query.LogCondition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What log records to look for.
 *
 * @param start the record's time is this or later
 * @param end the record's time is before this; may lie in the future
 * @param limit the most records on a page, 1 to 1,000
 * @param cursor of the page before, for the same condition; null for the first page. The time range
 *     of the first page then holds for all, whatever {@code start} and {@code end} say.
 */
public record LogQuery(
    LogCondition condition, Instant start, Instant end, int limit, @Nullable String cursor) {

  /** The most records that one page may have. */
  public static final int MAX_LIMIT = 1_000;

  public LogQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to 1000, not " + limit);
    }
  }
}
