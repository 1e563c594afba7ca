package io.spanstone.query.patterns;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups of exceptions of a range of time.
 *
 * @param start of the range that was read, which is widened to whole cells of 10 s
 * @param step how long each of the trend's steps is
 * @param exceptions those with the most records first
 * @param scannedUntil how far back was read, if time ran out; else null
 */
public record ExceptionPage(
    Instant start,
    Duration step,
    List<ExceptionSummary> exceptions,
    @Nullable Instant scannedUntil) {
  public ExceptionPage {
    exceptions = List.copyOf(exceptions);
  }
}
