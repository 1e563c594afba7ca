package io.spanstone.query.promql;

import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query gives. Times are milliseconds since the epoch. */
public sealed interface QueryResult {

  /** Of an instant query for a scalar. */
  record Scalar(long timeMillis, double value) implements QueryResult {}

  /** Of an instant query for a string. */
  record Text(long timeMillis, String text) implements QueryResult {}

  /** Of an instant query for an instant vector; in the order that the query asks for. */
  record Vector(long timeMillis, List<Element> elements) implements QueryResult {}

  /** Of a range query, or of an instant query for a range vector; in the order of labels. */
  record Matrix(List<Series> series) implements QueryResult {}

  /**
   * An element of a vector.
   *
   * @param value without meaning if there is a histogram
   */
  record Element(Labels labels, double value, @Nullable NativeHistogram histogram) {}
}
