package io.spanstone.query.patterns;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What log records of a range of time are counted by.
 *
 * @param <E> a pattern, or a group of exceptions
 * @param start of the range that was read, which is widened to whole cells of 10 s
 * @param step how long each of the trend's steps is
 * @param steps how many steps the range has
 * @param entries those with the most records first
 * @param scannedUntil how far back was read, if time ran out; else null
 */
public record CountPage<E>(
    Instant start, Duration step, int steps, List<E> entries, @Nullable Instant scannedUntil) {
  public CountPage {
    entries = List.copyOf(entries);
  }
}
