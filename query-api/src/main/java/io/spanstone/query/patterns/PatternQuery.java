package io.spanstone.query.patterns;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which patterns are wanted.
 *
 * @param start inclusive
 * @param end exclusive
 * @param service {@code name} or {@code namespace/name}; null for all
 * @param severities names of levels, such as {@code ERROR}; empty for all
 */
public record PatternQuery(
    Instant start, Instant end, @Nullable String service, Set<String> severities) {
  public PatternQuery {
    severities = Set.copyOf(severities);
  }
}
