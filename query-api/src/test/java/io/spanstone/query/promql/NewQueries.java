package io.spanstone.query.promql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Queries that Prometheus 2.42 does not understand. */
final class NewQueries {
  private NewQueries() {}

  static Collection<String> all() {
    List<String> queries =
        new ArrayList<>(
            List.of(
                "mad_over_time(temperature[5m])",
                "first_over_time(temperature[5m])",
                "ts_of_first_over_time(temperature[5m])",
                "ts_of_last_over_time(temperature[5m])",
                "ts_of_min_over_time(queue_length[5m])",
                "ts_of_max_over_time(queue_length[5m])",
                "limitk by (job) (2, temperature)",
                "limit_ratio(0.4, temperature)",
                "limit_ratio(-0.6, temperature)",
                "temperature[1m] offset 1m",
                "rate(requests_total[300])",
                "requests_total + 5m",
                "{\"temperature\", job=\"shop\"}",
                "histogram_fraction(0.2, 0.7, latency_bucket)",
                "histogram_fraction(-Inf, 0.3, sum by (le) (rate(latency_bucket[5m])))",
                "sum by (job) (increase(span_duration_seconds[5m]))",
                "info(rate(requests_total[5m]), {__name__=\"build_info\", version=~\".+\"})",
                "info(temperature, {__name__=~\".*_info\"})",
                "histogram_quantiles(sum by (le) (rate(latency_bucket[5m])), \"q\", 0.5, 0.9)",
                "histogram_quantiles(rate(span_duration_seconds[3m]), \"q\", 0.5, 1)",
                "min_of(1, time()) + max_of(2, 3)",
                "sum(histogram_count(increase(span_duration_seconds[5m])))"));
    for (String series : List.of("span_duration_seconds", "request_seconds")) {
      for (String function :
          List.of(
              "rate",
              "increase",
              "delta",
              "irate",
              "idelta",
              "sum_over_time",
              "avg_over_time",
              "last_over_time",
              "first_over_time")) {
        for (String statistic :
            List.of(
                "histogram_count(%s)",
                "histogram_sum(%s)",
                "histogram_avg(%s)",
                "histogram_stddev(%s)",
                "histogram_quantile(0.9, %s)",
                "histogram_fraction(0.1, 0.5, %s)",
                "histogram_quantile(0.5, sum by (status) (%s))",
                "histogram_count(2 * avg(%s) + sum(%s) / 3)")) {
          String range = "%s(%s[3m])".formatted(function, series);
          queries.add(statistic.replace("%s", range));
        }
      }
      queries.add("sort_desc(" + series + ")");
      queries.add("count_over_time(" + series + "[3m])");
      queries.add("resets(" + series + "[10m])");
      queries.add("changes(" + series + "[10m])");
      queries.add("histogram_count(" + series + ")");
    }
    return queries;
  }
}
