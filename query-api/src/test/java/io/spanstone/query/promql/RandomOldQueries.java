package io.spanstone.query.promql;

import io.spanstone.query.promql.syntax.Formatter;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Random queries over {@link SampleMetrics} that Prometheus 2.42 has to answer as we do. */
final class RandomOldQueries {
  private static final long[] DURATIONS = {50_000, 70_000, 130_000, 310_000};

  /**
   * What is newer, or not certain: which of equal elements, dates and spreads of odd numbers,
   * {@code predict_linear} of a fixed range, {@code timestamp} with both {@code @} and offset,
   * subqueries whose points lie on borders of others, names of values that differ by rounding.
   */
  private static final Pattern EXCLUDED =
      Pattern.compile(
          "(?s)predict_linear.*@|timestamp.*@.*offset|mad_|first_|ts_of|limit|sort|topk|bottomk|histogram_([acfs]|quantiles)|atan2|minute|hour|day|month"
              + "|year|std|count_values.*(sin|cos|tan)|:[^]]*].*:[^]]*]");

  private static final Pattern DURATION_AS_NUMBER =
      Pattern.compile("(?<![\\[:\\w])(?<!offset )(?<!offset -)(\\d+[smh])+");

  private RandomOldQueries() {}

  static String query(Random random) {
    while (true) {
      String query =
          DURATION_AS_NUMBER
              .matcher(Formatter.format(expressions(random).vectorOrScalar(3)))
              .replaceAll("0.5");
      if (!EXCLUDED.matcher(query).find()) {
        return query
            .replaceAll("@ -?[0-9.]+", "@ " + (SampleMetrics.START_SECONDS + 1807))
            .replace("double_exponential_smoothing", "holt_winters");
      }
    }
  }

  private static RandomExpressions expressions(Random random) {
    return new RandomExpressions(
        random,
        List.of("temperature", "queue_length", "requests_total", "sparse", "odd", "latency_bucket"),
        List.of("job", "instance", "le", "code"),
        List.of("shop", "i1", "cart", "job"),
        () -> DURATIONS[random.nextInt(DURATIONS.length)]);
  }
}
