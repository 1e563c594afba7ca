package io.spanstone.demo;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What was asked and answered, exactly. Thread-safe. */
final class LoadCounts {

  /** Stands for a status where no answer came. */
  static final int NO_ANSWER = 0;

  private static final int FIRST_SERVER_ERROR = 500;
  private static final int RECENT = 1_024;

  private final Map<String, Map<Integer, Long>> answers = new TreeMap<>();
  private final long[] recentNanos = new long[RECENT];
  private long answered;
  private long errors;
  private long turnedAway;

  synchronized void answered(String endpoint, int status, long durationNanos) {
    answers.computeIfAbsent(endpoint, name -> new TreeMap<>()).merge(status, 1L, Long::sum);
    recentNanos[(int) (answered % RECENT)] = durationNanos;
    answered++;
    if (status == NO_ANSWER || status >= FIRST_SERVER_ERROR) {
      errors++;
    }
  }

  synchronized void turnedAway() {
    turnedAway++;
  }

  /** One line: totals, and percentiles of the last 1,024 answers. */
  synchronized String summary() {
    return String.format(
        "load: %d answered, %d of them errors, %d turned away; p50 %d ms, p99 %d ms",
        answered, errors, turnedAway, percentileMillis(0.50), percentileMillis(0.99));
  }

  /** One line: the count of each status by endpoint. */
  synchronized String byEndpoint() {
    return "load by endpoint and status: " + answers + ", turned away: " + turnedAway;
  }

  private long percentileMillis(double quantile) {
    int size = (int) Math.min(answered, RECENT);
    if (size == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(recentNanos, size);
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(quantile * size) - 1] / 1_000_000;
  }
}
