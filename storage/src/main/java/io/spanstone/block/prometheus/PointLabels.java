package io.spanstone.block.prometheus;

import io.spanstone.block.prometheus.SeriesEntry.Kind;
import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.HistogramDataPointView;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.NumberDataPointView;
import io.spanstone.otlp.QuantileView;
import io.spanstone.otlp.RepeatedNumbers;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.Submessages;
import io.spanstone.otlp.SummaryDataPointView;
import java.util.ArrayList;
import java.util.List;

/** Says which series a data point belongs to. */
public final class PointLabels {
  private final SourceLabels source;

  public PointLabels(SourceLabels source) {
    this.source = source;
  }

  /**
   * The series of a point.
   *
   * @param name of the metric, as {@link SourceLabels#metricName} says
   * @param point one of the metric's data points
   */
  public SeriesEntry entry(String name, MetricView metric, Slice point) {
    return switch (metric.type()) {
      case HISTOGRAM -> histogram(name, new HistogramDataPointView().read(point));
      case EXPONENTIAL_HISTOGRAM ->
          new SeriesEntry(
              Kind.NATIVE_HISTOGRAM,
              name,
              List.of(),
              source.labels(new ExponentialHistogramDataPointView().read(point).attributes()));
      case SUMMARY -> summary(name, new SummaryDataPointView().read(point));
      default ->
          new SeriesEntry(
              Kind.NUMBER,
              name,
              List.of(),
              source.labels(new NumberDataPointView().read(point).attributes()));
    };
  }

  private SeriesEntry histogram(String name, HistogramDataPointView point) {
    List<String> bounds = new ArrayList<>();
    RepeatedNumbers numbers = point.explicitBounds();
    while (numbers.next()) {
      bounds.add(FloatText.of(numbers.doubleValue()));
    }
    return new SeriesEntry(Kind.HISTOGRAM, name, bounds, source.labels(point.attributes()));
  }

  private SeriesEntry summary(String name, SummaryDataPointView point) {
    List<String> quantiles = new ArrayList<>();
    QuantileView quantile = new QuantileView();
    for (Submessages each = point.quantileValues(); each.next(); ) {
      quantiles.add(FloatText.of(quantile.read(each.message()).quantile()));
    }
    return new SeriesEntry(Kind.SUMMARY, name, quantiles, source.labels(point.attributes()));
  }
}
