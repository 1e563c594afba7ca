package io.spanstone.query.patterns;

import java.util.Set;

/**
 * A metric that counts by patterns or groups.
 *
 * @param name as PromQL has it
 * @param history the metric that tells since when a service has been there: of all its records, or
 *     of all its spans
 * @param severity what is without a severity counts as; empty if everything has one
 */
record CountedMetric(String name, String history, String severity) {
  private static final String RECORDS = "log_records_total";

  static final CountedMetric LOG_RECORDS = new CountedMetric(RECORDS, RECORDS, "");
  static final CountedMetric LOG_EXCEPTIONS =
      new CountedMetric("log_exceptions_total", RECORDS, "");
  static final CountedMetric SPAN_EXCEPTIONS =
      new CountedMetric("span_exceptions_total", "span_duration_seconds", "ERROR");

  /** Whether there can be any of those severities; of any, if there are none. */
  boolean mayHave(Set<String> severities) {
    return severity.isEmpty() || severities.isEmpty() || severities.contains(severity);
  }
}
