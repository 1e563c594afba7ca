package io.spanstone.query.promql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Queries that Prometheus 2.42 understands as well, over {@link SampleMetrics}. */
public final class ComparedQueries {
  private static final List<String> COUNTERS =
      List.of("requests_total", "requests_total{job=\"shop\",code!~\"5..\"}", "latency_bucket");
  private static final List<String> GAUGES =
      List.of("temperature", "queue_length{instance=~\"i1|i2\"}", "odd", "sparse");
  private static final List<String> RANGES = List.of("50s", "5m", "17m");

  private ComparedQueries() {}

  public static Collection<String> overRanges() {
    Set<String> queries = new LinkedHashSet<>();
    for (String range : RANGES) {
      for (String function :
          words(
              "rate increase irate delta idelta deriv resets changes avg_over_time min_over_time"
                  + " max_over_time sum_over_time count_over_time stddev_over_time"
                  + " stdvar_over_time last_over_time present_over_time absent_over_time")) {
        for (String selector : concat(COUNTERS, GAUGES)) {
          queries.add("%s(%s[%s])".formatted(function, selector, range));
        }
      }
      for (String selector : GAUGES) {
        queries.add("quantile_over_time(0.3, %s[%s])".formatted(selector, range));
        queries.add("predict_linear(%s[%s], 600)".formatted(selector, range));
        queries.add("holt_winters(%s[%s], 0.3, 0.6)".formatted(selector, range));
      }
    }
    return queries;
  }

  /** Without the dates of what is no date. */
  public static Collection<String> ofElements() {
    List<String> queries = new ArrayList<>();
    for (String function :
        words(
            "abs ceil floor exp sqrt ln log2 log10 sgn deg rad sin cos tan asin acos atan sinh cosh"
                + " tanh asinh acosh atanh round timestamp absent sort sort_desc minute hour"
                + " day_of_week day_of_month day_of_year days_in_month month year")) {
      for (String selector : concat(GAUGES, List.of("birthday_seconds", "temperature / 40"))) {
        queries.add("%s(%s)".formatted(function, selector));
      }
    }
    queries.removeIf(query -> query.matches("(minute|hour|day.*|month|year)\\(odd\\)"));
    for (String selector : GAUGES) {
      queries.add("round(%s, 0.25)".formatted(selector));
      queries.add("clamp(%s, -1, 5)".formatted(selector));
      queries.add("clamp(%s, 5, -1)".formatted(selector));
      queries.add("clamp_min(%s, 1.5)".formatted(selector));
      queries.add(
          "clamp_max(%s, scalar(queue_length{job=\"shop\",instance=\"i1\"}))".formatted(selector));
      queries.add("-%s".formatted(selector));
      queries.add("scalar(%s)".formatted(selector));
    }
    return queries;
  }

  /**
   * Without what the answers cannot agree on: deviations of infinite numbers, and which of equal
   * elements is chosen.
   */
  public static Collection<String> aggregations() {
    List<String> queries = new ArrayList<>();
    for (String selector :
        List.of("requests_total", "queue_length", "temperature", "odd", "sparse", "nothing")) {
      for (String grouping :
          List.of("", " by (job)", " by (instance, nowhere)", " without (job)", " by ()")) {
        for (String aggregator : words("sum avg min max count group stddev stdvar")) {
          queries.add(aggregator + grouping + " (" + selector + ")");
        }
        queries.add("topk" + grouping + " (2, " + selector + ")");
        queries.add("bottomk" + grouping + " (2, " + selector + ")");
        queries.add("quantile" + grouping + " (0.7, " + selector + ")");
        queries.add("count_values" + grouping + " (\"value\", " + selector + ")");
      }
    }
    queries.add("quantile(1.5, temperature)");
    queries.add("quantile(-1, temperature)");
    queries.add("topk(0, temperature)");
    queries.add("sum(temperature) by (__name__)");
    queries.add("count_values by (job) (\"job\", queue_length)");
    queries.removeIf(
        query -> query.matches("(std.*odd|.*topk.*queue_length|bottomk.*queue_length).*"));
    return queries;
  }

  public static Collection<String> operations() {
    List<String> queries = new ArrayList<>();
    List<String> arithmetic = List.of("+", "-", "*", "/", "%", "^");
    List<String> comparisons = List.of("==", "!=", ">", "<", ">=", "<=");
    for (String operator : concat(arithmetic, comparisons)) {
      boolean compares = comparisons.contains(operator);
      for (String bool : compares ? List.of("", " bool") : List.of("")) {
        String op = operator + bool;
        queries.add("temperature " + op + " queue_length");
        queries.add("queue_length " + op + " 2");
        queries.add("2 " + op + " queue_length");
        queries.add("odd " + op + " odd");
        queries.add("odd " + op + " 0");
        queries.add("requests_total " + op + " on (job, instance) group_left queue_length");
        queries.add("queue_length " + op + " on (job, instance) group_right requests_total");
        queries.add("queue_length " + op + " ignoring (version) group_left (version) build_info");
        queries.add("temperature " + op + " on (instance, job) queue_length");
        queries.add("temperature " + op + " on (job) queue_length"); // several match: an error
        queries.add(
            "sum by (job) (queue_length) " + op + " ignoring (x) sum by (job) (temperature)");
      }
      queries.add("7 " + operator + (compares ? " bool" : "") + " -3");
      queries.add("0 " + operator + (compares ? " bool" : "") + " NaN");
      queries.add("Inf " + operator + (compares ? " bool" : "") + " 0");
    }
    for (String operator : List.of("and", "or", "unless")) {
      queries.add("temperature > 0 " + operator + " queue_length > 1");
      queries.add("temperature " + operator + " on (job) queue_length{job=\"shop\"} > 2");
      queries.add("queue_length " + operator + " ignoring (code) requests_total{code=\"200\"}");
      queries.add("sparse " + operator + " (odd == odd)");
      queries.add("sparse " + operator + " sparse{kind=\"gaps\"}");
    }
    queries.addAll(
        List.of(
            "2 ^ 3 ^ 2",
            "2 atan2 3",
            "label_replace(temperature atan2 queue_length, \"__name__\", \"\", \"\", \"\")",
            "-2 ^ 2",
            "2 * 3 + 4 % 3 - -1",
            "1 + 2 == bool 3",
            "-1 ^ 0.5",
            "1 ^ NaN",
            "vector(1) or vector(2)",
            "2 - 1 - 1",
            "8 / 2 / 2",
            "0x1F + 1e3 + .5 + 5.",
            "-Inf",
            "temperature * 2 > queue_length or build_info unless odd and sparse",
            "requests_total / ignoring (code) group_left sum without (code) (requests_total)",
            "1 - (queue_length > bool 1)",
            "0 / 0",
            "\"text\"",
            "'it\\'s \\x41 \\u00e9 \\101'"));
    return queries;
  }

  public static Collection<String> others() {
    return List.of(
        "time()",
        "pi()",
        "vector(time())",
        "minute()",
        "hour()",
        "day_of_week()",
        "year()",
        "days_in_month(vector(1709210000))",
        "vector(1) + time()",
        "requests_total offset 5m",
        "requests_total offset -5m",
        "rate(requests_total[5m] offset 7m)",
        "temperature @ 1700001207",
        "temperature @ start()",
        "rate(requests_total[5m] @ end())",
        "temperature @ 1700001207 offset 3m",
        "temperature offset 3m @ 1700001207",
        "sum(rate(requests_total[5m])) by (job) / sum(rate(requests_total[5m] offset 10m)) by (job)",
        "timestamp(temperature)",
        "timestamp(temperature offset 1m)",
        "timestamp(temperature + 1)",
        "timestamp((temperature))",
        "timestamp(timestamp(temperature))",
        "max_over_time(rate(requests_total[2m])[10m:20s])",
        "avg_over_time(temperature[10m:])",
        "sum_over_time(vector(1)[3m:10s])",
        "rate(sum(requests_total)[5m:10s])",
        "max_over_time(temperature[5m:10s] offset 4m)",
        "min_over_time(temperature[5m:10s] @ 1700001207)",
        "deriv(max_over_time(temperature[190s:20s])[10m:40s])",
        "quantile_over_time(0.9, (queue_length * 2)[5m:10s])",
        "count_over_time(sparse[13m:10s])",
        "increase((requests_total)[5m:10s])",
        "absent_over_time(sparse[4m:10s])",
        "absent(nothing)",
        "absent(nothing{job=\"a\",job=\"b\",x=\"y\",z=~\"q\"})",
        "absent(sum(nothing))",
        "absent(nothing{a!=\"b\",a=\"c\"})",
        "absent(nothing{a=\"c\",a!=\"b\"})",
        "absent(sparse{kind=\"late\"})",
        "absent_over_time(nothing{a=\"b\"}[5m])",
        "absent(temperature > 1000)",
        "scalar(sum(requests_total))",
        "scalar(temperature)",
        "vector(scalar(queue_length{instance=\"i1\",job=\"cart\"}))",
        "label_replace(path_info, \"version\", \"$1\", \"path\", \"/api/(v.)/.*\")",
        "label_replace(path_info, \"version\", \"${1}x$$\", \"path\", \"/api/(?P<name>v.)/.*\")",
        "label_replace(path_info, \"version\", \"$name\", \"path\", \"/api/(?P<name>v.)/.*\")",
        "label_replace(path_info, \"zone\", \"\", \"path\", \".*\")",
        "label_replace(path_info, \"zone\", \"x\", \"path\", \"api\")",
        "label_replace(path_info, \"__name__\", \"other\", \"\", \"\")",
        "label_replace(temperature, \"instance\", \"one\", \"instance\", \".*\")",
        "label_join(path_info, \"all\", \"-\", \"path\", \"nothing\", \"zone\")",
        "label_join(path_info, \"zone\", \",\")",
        "histogram_quantile(0.9, latency_bucket)",
        "histogram_quantile(0.5, rate(latency_bucket[5m]))",
        "histogram_quantile(0, latency_bucket)",
        "histogram_quantile(1, latency_bucket)",
        "histogram_quantile(0.999, sum by (le) (rate(latency_bucket[5m])))",
        "histogram_quantile(-1, latency_bucket)",
        "histogram_quantile(2, latency_bucket)",
        "histogram_quantile(NaN, latency_bucket)",
        "histogram_quantile(0.5, temperature)",
        "histogram_quantile(0.5, latency_bucket{le!=\"+Inf\"})",
        "histogram_quantile(scalar(queue_length{job=\"shop\",instance=\"i1\"}) / 4, latency_bucket)",
        "rate(latency_sum[5m]) / rate(latency_count[5m])",
        "{__name__=~\"temp.*|queue.*\",job=\"shop\"}",
        "rate({__name__=~\"temperature|queue_length\"}[5m])",
        "{job=\"cart\",code=\"\"}",
        "{__name__=\"odd\",kind!=\"k1\"}",
        "count({job=~\".+\"})",
        "topk(3, sum by (job, instance) (rate(requests_total[5m])))",
        "sort(temperature) and on () vector(1)",
        "sum(topk by (job) (1, temperature)) > 0",
        "queue_length[1m]",
        "sum(requests_total)[2m:15s]",
        "requests_total{code=~\"2.*\",instance!=\"i3\"}[3m] offset 1m");
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" ", -1));
  }

  private static List<String> concat(List<String> a, List<String> b) {
    List<String> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }
}
