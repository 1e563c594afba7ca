package io.spanstone.block;

import io.spanstone.otlp.Slice;

/**
 * What a Metric message says of all its data points.
 *
 * @param name of the metric
 * @param fields the message's fields but for the data
 * @param dataTag the tag of the data (gauge, sum, …)
 * @param dataFields the data message's fields but for the points: temporality, monotonicity
 */
record MetricHeader(String name, Slice fields, int dataTag, Slice dataFields) {

  /** Metrics of one name mostly are alike. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
