package io.spanstone.storage.logs;

import io.spanstone.block.SeverityLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many records there are over time.
 *
 * @param step the length of each bucket
 * @param buckets without gaps; they begin at multiples of {@code step} since the epoch
 * @param complete false if the budget ran out; then the older buckets are too low
 * @param scannedUntil all records from the end of the range down to this time are counted; null if
 *     {@code complete}
 */
public record LogHistogram(
    Duration step, List<Bucket> buckets, boolean complete, @Nullable Instant scannedUntil) {

  /** The most buckets that a histogram may have. */
  public static final int MAX_BUCKETS = 500;

  /**
   * The records of {@code [start, start + step)}.
   *
   * @param counts how many of each level; a level may be left out if there are none
   */
  public record Bucket(Instant start, Map<SeverityLevel, Long> counts) {}
}
