package io.spanstone.collector.derive;

/** What is derived from spans and log records. */
enum DerivedMetric {
  SPAN_DURATION("span.duration", "Duration of spans"),
  EDGE_DURATION(
      "edge.duration", "Duration of calls from one node of the dependency graph to another"),
  EDGE_QUEUE_DURATION(
      "edge.queue.duration", "Time of messages in a queue, from sending to receiving"),
  OPERATION_CALL_DURATION(
      "operation.call.duration", "Duration of calls by the operation in which they are made"),
  LOG_RECORDS("log.records", "Log records by their patterns", "{record}"),
  LOG_EXCEPTIONS("log.exceptions", "Exceptions in log records by their groups", "{exception}"),
  SPAN_EXCEPTIONS("span.exceptions", "Exceptions that spans record by their groups", "{exception}");

  private final String metricName;
  private final String description;
  private final String unit;

  DerivedMetric(String metricName, String description) {
    this(metricName, description, "s");
  }

  DerivedMetric(String metricName, String description, String unit) {
    this.metricName = metricName;
    this.description = description;
    this.unit = unit;
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
    return this == LOG_RECORDS || this == LOG_EXCEPTIONS || this == SPAN_EXCEPTIONS;
  }

  String unit() {
    return unit;
  }
}
