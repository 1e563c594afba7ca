package io.spanstone.storage.red;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The histograms of durations that collectors derive, and roll up. */
enum DerivedDuration {
  SPAN("span.duration", "span_duration_seconds"),
  EDGE("edge.duration", "edge_duration_seconds"),
  EDGE_QUEUE("edge.queue.duration", "edge_queue_duration_seconds"),
  OPERATION_CALL("operation.call.duration", "operation_call_duration_seconds");

  private final String metricName;
  private final String prometheusName;

  DerivedDuration(String metricName, String prometheusName) {
    this.metricName = metricName;
    this.prometheusName = prometheusName;
  }

  String metricName() {
    return metricName;
  }

  /** Those that are called so in Prometheus. */
  static Set<DerivedDuration> named(Set<String> prometheusNames) {
    EnumSet<DerivedDuration> named = EnumSet.allOf(DerivedDuration.class);
    named.removeIf(metric -> !prometheusNames.contains(metric.prometheusName));
    return named;
  }

  /** The names that blocks are found by. */
  static List<String> prometheusNames(Collection<DerivedDuration> metrics) {
    return metrics.stream().map(metric -> metric.prometheusName).toList();
  }
}
