/** The words of PromQL, for completion and colours. */
const VECTOR = "v";
const RANGE = "v[range]";
const each = (names, parameters) => names.split(" ").map((name) => [name, parameters]);

/** Names of functions to their parameters. */
export const FUNCTIONS = new Map([
  ...each("rate increase irate delta idelta deriv resets changes", RANGE),
  ...each("avg_over_time min_over_time max_over_time sum_over_time count_over_time", RANGE),
  ...each("stddev_over_time stdvar_over_time mad_over_time last_over_time first_over_time", RANGE),
  ...each("present_over_time absent_over_time ts_of_first_over_time ts_of_last_over_time", RANGE),
  ...each("ts_of_min_over_time ts_of_max_over_time", RANGE),
  ["quantile_over_time", `quantile, ${RANGE}`],
  ["predict_linear", `${RANGE}, seconds`],
  ["double_exponential_smoothing", `${RANGE}, smoothing, trend`],
  ["histogram_quantile", `quantile, ${VECTOR}`],
  ["histogram_quantiles", `${VECTOR}, "label", quantile, …`],
  ["histogram_fraction", `from, to, ${VECTOR}`],
  ...each("histogram_count histogram_sum histogram_avg histogram_stddev histogram_stdvar", VECTOR),
  ...each("abs ceil floor exp sqrt ln log2 log10 sgn deg rad", VECTOR),
  ...each("sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh", VECTOR),
  ...each("absent sort sort_desc timestamp scalar", VECTOR),
  ...each("minute hour day_of_week day_of_month day_of_year days_in_month month year", VECTOR),
  ["round", `${VECTOR}, to`],
  ["clamp", `${VECTOR}, min, max`],
  ["clamp_min", `${VECTOR}, min`],
  ["clamp_max", `${VECTOR}, max`],
  ["label_replace", `${VECTOR}, "label", "replacement", "source", "regex"`],
  ["label_join", `${VECTOR}, "label", "separator", "source", …`],
  ["sort_by_label", `${VECTOR}, "label", …`],
  ["sort_by_label_desc", `${VECTOR}, "label", …`],
  ["info", `${VECTOR}, {label=~".+"}`],
  ["vector", "scalar"],
  ...each("min_of max_of", "scalar, scalar"),
  ...each("start end step range", ""),
  ["time", ""],
  ["pi", ""],
]);

export const AGGREGATORS = new Map([
  ...each("sum avg min max count group stddev stdvar", VECTOR),
  ...each("topk bottomk limitk", `k, ${VECTOR}`),
  ["limit_ratio", `ratio, ${VECTOR}`],
  ["quantile", `quantile, ${VECTOR}`],
  ["count_values", `"label", ${VECTOR}`],
]);

/** These are followed by labels in parentheses. */
export const GROUPING_WORDS = new Set([
  "by",
  "without",
  "on",
  "ignoring",
  "group_left",
  "group_right",
]);
export const OTHER_WORDS = new Set(["and", "or", "unless", "atan2", "bool", "offset"]);

export const RANGES = ["1m", "5m", "15m", "1h", "6h", "1d"];
