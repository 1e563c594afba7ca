package io.spanstone.query.promql;

import java.time.Duration;

/**
 * How queries are evaluated, and what one may use.
 *
 * @param lookback how old a sample may be that an instant selector takes
 * @param subqueryStep of subqueries that give none
 * @param timeout how long a query may take
 * @param maxSamples how many samples a query may hold in memory; a histogram counts more than one
 * @param maxSeries how many series one of its selectors may find
 * @param maxPointsPerSeries how many steps a range query may have
 */
public record PromqlSettings(
    Duration lookback,
    Duration subqueryStep,
    Duration timeout,
    long maxSamples,
    int maxSeries,
    int maxPointsPerSeries) {

  /** 5 m, 1 m, 2 m, 5 million samples, 100,000 series, 11,000 points. */
  public static final PromqlSettings DEFAULT =
      new PromqlSettings(
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          5_000_000,
          100_000,
          11_000);

  /** These settings with another time-out. */
  public PromqlSettings withTimeout(Duration other) {
    return new PromqlSettings(
        lookback, subqueryStep, other, maxSamples, maxSeries, maxPointsPerSeries);
  }

  /** These settings with another limit of samples. */
  public PromqlSettings withMaxSamples(long other) {
    return new PromqlSettings(
        lookback, subqueryStep, timeout, other, maxSeries, maxPointsPerSeries);
  }

  /** These settings with another limit of series. */
  public PromqlSettings withMaxSeries(int other) {
    return new PromqlSettings(
        lookback, subqueryStep, timeout, maxSamples, other, maxPointsPerSeries);
  }

  /** These settings with another lookback. */
  public PromqlSettings withLookback(Duration other) {
    return new PromqlSettings(
        other, subqueryStep, timeout, maxSamples, maxSeries, maxPointsPerSeries);
  }
}
