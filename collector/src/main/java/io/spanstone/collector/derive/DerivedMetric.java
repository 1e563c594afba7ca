package io.spanstone.collector.derive;

/** What is derived from spans and log records. */
enum DerivedMetric {
  SPAN_DURATION("span.duration", "Duration of spans"),
  EDGE_DURATION(
      "edge.duration", "Duration of calls from one node of the dependency graph to another"),
  EDGE_QUEUE_DURATION(
      "edge.queue.duration", "Time of messages in a queue, from sending to receiving"),
  LOG_RECORDS("log.records", "Log records by their patterns");

  private final String metricName;
  private final String description;

  DerivedMetric(String metricName, String description) {
    this.metricName = metricName;
    this.description = description;
  }

  /**
   * The metric of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static DerivedMetric named(String name) {
    for (DerivedMetric each : values()) {
      if (each.metricName.equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException("no metric is derived that is called " + name);
  }

  String metricName() {
    return metricName;
  }

  String description() {
    return description;
  }

  /** Whether it is a sum of counts; else it is a histogram of seconds. */
  boolean isSum() {
    return this == LOG_RECORDS;
  }

  String unit() {
    return isSum() ? "{record}" : "s";
  }
}
