package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.Series;
import java.util.List;

/** All series of {@code (fromMillis, toMillis]} that match a selector, as they were read once. */
final class SeriesRead {
  private final Selector selector;
  private final long fromMillis;
  private final long toMillis;
  private final List<Series> series;

  SeriesRead(Selector selector, long fromMillis, long toMillis, List<Series> series) {
    this.selector = selector;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.series = series;
  }

  Selector selector() {
    return selector;
  }

  long fromMillis() {
    return fromMillis;
  }

  long toMillis() {
    return toMillis;
  }

  List<Series> series() {
    return series;
  }

  /** What it weighs against a limit of samples. */
  long weight() {
    return series.stream().mapToLong(Series::weight).sum();
  }
}
