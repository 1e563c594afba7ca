package io.spanstone.query.promql.function;

import static java.util.Map.entry;

import io.spanstone.query.promql.value.Statistics;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that take a range vector, all but {@code absent_over_time}. */
public final class RangeFunctions {
  private static final Map<String, RangeFunction> BY_NAME =
      Map.ofEntries(
          entry("rate", Rates::rate),
          entry("increase", Rates::increase),
          entry("delta", Rates::delta),
          entry("irate", Rates::irate),
          entry("idelta", Rates::idelta),
          entry("deriv", Regression::deriv),
          entry("predict_linear", Regression::predictLinear),
          entry("double_exponential_smoothing", Regression::smooth),
          entry("changes", Changes::changes),
          entry("resets", Changes::resets),
          entry("sum_over_time", OverTime::sum),
          entry("avg_over_time", OverTime::avg),
          entry("first_over_time", OverTime::first),
          entry("last_over_time", OverTime::last),
          entry("count_over_time", (window, parameters, out) -> out.set(window.size())),
          entry("present_over_time", (window, parameters, out) -> out.set(1)),
          entry(
              "min_over_time",
              RangeFunction.ofNumbers((numbers, none) -> Statistics.extreme(numbers, Math::min))),
          entry(
              "max_over_time",
              RangeFunction.ofNumbers((numbers, none) -> Statistics.extreme(numbers, Math::max))),
          entry(
              "stddev_over_time",
              RangeFunction.ofNumbers((numbers, none) -> Math.sqrt(Statistics.variance(numbers)))),
          entry(
              "stdvar_over_time",
              RangeFunction.ofNumbers((numbers, none) -> Statistics.variance(numbers))),
          entry(
              "mad_over_time",
              RangeFunction.ofNumbers((numbers, none) -> Statistics.medianDeviation(numbers))),
          entry("quantile_over_time", OverTime::quantile),
          entry("ts_of_min_over_time", OverTime.timeOf(Math::min)),
          entry("ts_of_max_over_time", OverTime.timeOf(Math::max)),
          entry(
              "ts_of_first_over_time",
              (window, none, out) -> out.set(window.timeMillis(0) / 1000.0)),
          entry(
              "ts_of_last_over_time",
              (window, none, out) -> out.set(window.timeMillis(window.size() - 1) / 1000.0)));

  private static final Set<String> KEEP_NAME = Set.of("first_over_time", "last_over_time");
  private static final Set<String> OF_COUNTERS = Set.of("rate", "increase");

  private RangeFunctions() {}

  public static @Nullable RangeFunction of(String name) {
    return BY_NAME.get(name);
  }

  /** Whether the function makes sense of counters only. */
  public static boolean isOfCounters(String name) {
    return OF_COUNTERS.contains(name);
  }

  /** Whether the result is still the metric that it was. */
  public static boolean keepsName(String name) {
    return KEEP_NAME.contains(name);
  }
}
