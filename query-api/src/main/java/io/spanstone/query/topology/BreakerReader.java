package io.spanstone.query.topology;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.storage.metrics.MetricStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads in which state circuit breakers are at the end of a range of time, from the metric {@code
 * circuit_breaker.state} of the services that have them. Thread-safe.
 */
public final class BreakerReader {
  private static final String METRIC = "circuit_breaker_state";

  /** A state that was told longer ago than this is not known any more. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  /** How far back it is looked since when a state lasts. */
  private static final Duration HISTORY = Duration.ofHours(1);

  private static final int MAX_SERIES = 50_000;
  private static final int MAX_SAMPLES = 1_000_000;

  private final MetricStore metrics;
  private final Duration budget;

  /**
   * @param budget how long a reading may take
   */
  public BreakerReader(MetricStore metrics, Duration budget) {
    this.metrics = metrics;
    this.budget = budget;
  }

  /**
   * All breakers, in no order.
   *
   * @throws io.spanstone.metric.LimitExceededException if they are too many
   */
  public List<Breaker> read(Instant start, Instant end) throws IOException {
    Instant earliest = end.minus(HISTORY);
    Instant from = start.isAfter(earliest) ? start : earliest;
    try {
      return breakers(select(from, end), end);
    } catch (TooManySamplesException manyBreakers) {
      Instant fresh = end.minus(FRESH);
      return breakers(select(start.isAfter(fresh) ? start : fresh, end), end);
    }
  }

  private List<Series> select(Instant start, Instant end) throws IOException {
    SelectLimits limits =
        new SelectLimits(MAX_SERIES, MAX_SAMPLES, System.nanoTime() + budget.toNanos());
    long from = start.toEpochMilli() - 1;
    long to = end.toEpochMilli();
    return metrics.select(
        List.of(new LabelMatcher(Labels.METRIC_NAME, LabelMatcher.Operator.EQUAL, METRIC)),
        from,
        to,
        new SelectHints(to, to, 0, to - from, "", limits));
  }

  private static List<Breaker> breakers(List<Series> states, Instant end) {
    Map<List<String>, Breaker> breakers = new HashMap<>();
    Map<List<String>, Long> newest = new HashMap<>();
    for (Series each : states) {
      newest.merge(told(each.labels()), lastMillis(each.withoutStale()), Math::max);
    }
    for (Series each : states) {
      // What was told before the peer was known, or of another, holds no more.
      long known = newest.getOrDefault(told(each.labels()), 0L);
      long earliest = Math.max(known, end.minus(FRESH).toEpochMilli());
      Breaker told = breaker(each.withoutStale(), earliest);
      if (told != null) {
        breakers.merge(
            List.of(told.client(), told.peer(), told.name(), told.library()), told, Breaker::or);
      }
    }
    return List.copyOf(breakers.values());
  }

  /** Whose breaker it is. */
  private static List<String> told(Labels labels) {
    return Stream.of("job", "instance", "circuit_breaker_name", "circuit_breaker_library")
        .map(labels::get)
        .toList();
  }

  private static long lastMillis(Series series) {
    return series.size() == 0 ? 0 : series.timeMillis(series.size() - 1);
  }

  /** Null if the breaker is not in the state that this series tells of. */
  private static @Nullable Breaker breaker(Series state, long earliestMillis) {
    int last = state.size() - 1;
    if (last < 0 || lastMillis(state) < earliestMillis || state.value(last) != 1) {
      return null;
    }
    int first = last;
    while (first > 0 && state.value(first - 1) == 1) {
      first--;
    }
    Labels labels = state.labels();
    return new Breaker(
        labels.get("job"),
        labels.get("peer_service"),
        labels.get("circuit_breaker_name"),
        labels.get("circuit_breaker_library"),
        labels.get("circuit_breaker_state"),
        Instant.ofEpochMilli(state.timeMillis(first)));
  }
}
