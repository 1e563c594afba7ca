package io.spanstone.query.promql.syntax;

import static io.spanstone.query.promql.syntax.ValueType.INSTANT_VECTOR;
import static io.spanstone.query.promql.syntax.ValueType.RANGE_VECTOR;
import static io.spanstone.query.promql.syntax.ValueType.SCALAR;
import static io.spanstone.query.promql.syntax.ValueType.STRING;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every function of the language. */
public final class FunctionSignatures {
  private static final Map<String, FunctionSignature> BY_NAME = new TreeMap<>();
  private static final int MAX_QUANTILES = 10;

  static {
    vectors("abs ceil floor exp sqrt ln log2 log10 sgn deg rad");
    vectors("sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh");
    vectors("absent sort sort_desc timestamp");
    vectors("histogram_count histogram_sum histogram_avg histogram_stddev histogram_stdvar");
    for (String name : names("minute hour day_of_week day_of_month day_of_year days_in_month")) {
      optional(name, 0, INSTANT_VECTOR, INSTANT_VECTOR);
    }
    optional("month", 0, INSTANT_VECTOR, INSTANT_VECTOR);
    optional("year", 0, INSTANT_VECTOR, INSTANT_VECTOR);
    optional("round", 1, INSTANT_VECTOR, INSTANT_VECTOR, SCALAR);
    fixed("clamp", INSTANT_VECTOR, INSTANT_VECTOR, SCALAR, SCALAR);
    fixed("clamp_max", INSTANT_VECTOR, INSTANT_VECTOR, SCALAR);
    fixed("clamp_min", INSTANT_VECTOR, INSTANT_VECTOR, SCALAR);
    fixed("histogram_quantile", INSTANT_VECTOR, SCALAR, INSTANT_VECTOR);
    fixed("histogram_fraction", INSTANT_VECTOR, SCALAR, SCALAR, INSTANT_VECTOR);
    BY_NAME.put(
        "histogram_quantiles",
        new FunctionSignature(
            "histogram_quantiles",
            List.of(INSTANT_VECTOR, STRING, SCALAR),
            3,
            2 + MAX_QUANTILES,
            INSTANT_VECTOR));
    optional(InfoSelector.FUNCTION, 1, INSTANT_VECTOR, INSTANT_VECTOR, INSTANT_VECTOR);
    fixed("label_replace", INSTANT_VECTOR, INSTANT_VECTOR, STRING, STRING, STRING, STRING);
    variadic("label_join", 3, INSTANT_VECTOR, STRING, STRING, STRING);
    variadic("sort_by_label", 2, INSTANT_VECTOR, STRING);
    variadic("sort_by_label_desc", 2, INSTANT_VECTOR, STRING);

    ranges("rate increase irate delta idelta deriv resets changes");
    ranges("avg_over_time min_over_time max_over_time sum_over_time count_over_time");
    ranges("stddev_over_time stdvar_over_time mad_over_time last_over_time first_over_time");
    ranges("present_over_time absent_over_time ts_of_first_over_time ts_of_last_over_time");
    ranges("ts_of_min_over_time ts_of_max_over_time");
    fixed("quantile_over_time", INSTANT_VECTOR, SCALAR, RANGE_VECTOR);
    fixed("predict_linear", INSTANT_VECTOR, RANGE_VECTOR, SCALAR);
    fixed("double_exponential_smoothing", INSTANT_VECTOR, RANGE_VECTOR, SCALAR, SCALAR);

    fixed("time", SCALAR);
    fixed("pi", SCALAR);
    fixed("start", SCALAR);
    fixed("end", SCALAR);
    fixed("step", SCALAR);
    fixed("range", SCALAR);
    fixed("min_of", SCALAR, SCALAR, SCALAR);
    fixed("max_of", SCALAR, SCALAR, SCALAR);
    fixed("scalar", SCALAR, INSTANT_VECTOR);
    fixed("vector", INSTANT_VECTOR, SCALAR);
  }

  private FunctionSignatures() {}

  static @Nullable FunctionSignature of(String name) {
    return BY_NAME.get(name);
  }

  /** In order of names. */
  public static Collection<FunctionSignature> all() {
    return BY_NAME.values();
  }

  private static void vectors(String names) {
    names(names).forEach(name -> fixed(name, INSTANT_VECTOR, INSTANT_VECTOR));
  }

  private static void ranges(String names) {
    names(names).forEach(name -> fixed(name, INSTANT_VECTOR, RANGE_VECTOR));
  }

  private static void fixed(String name, ValueType result, ValueType... arguments) {
    optional(name, arguments.length, result, arguments);
  }

  /** The arguments from {@code min} on may be left away. */
  private static void optional(String name, int min, ValueType result, ValueType... arguments) {
    BY_NAME.put(
        name, new FunctionSignature(name, List.of(arguments), min, arguments.length, result));
  }

  /** The last argument may be given any number of times, and gives an instant vector. */
  private static void variadic(String name, int min, ValueType... arguments) {
    BY_NAME.put(
        name,
        new FunctionSignature(name, List.of(arguments), min, Integer.MAX_VALUE, INSTANT_VECTOR));
  }

  private static List<String> names(String names) {
    return Arrays.asList(names.split(" "));
  }
}
