package io.spanstone.storage.metrics;

import io.spanstone.block.prometheus.FloatText;
import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.StaleMarker;
import io.spanstone.otlp.MetricView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The points of one metric of one scope of one resource with equal attributes, and the series that
 * come of them. Numbers are held in columns, a sample each. Not thread-safe.
 */
final class Stream {
  /** Where series are gathered. */
  interface Sink {
    /** The parts of the series with these labels; null if nobody wants it. */
    @Nullable SeriesParts series(Labels labels);
  }

  private final Streams.Kind kind;
  private final Labels labels;
  private final Samples numbers = new Samples();
  private List<StreamPoint> points = new ArrayList<>();

  /**
   * @param labels without the name
   */
  Stream(Streams.Kind kind, Labels labels) {
    this.kind = kind;
    this.labels = labels;
  }

  void add(StreamPoint point) {
    switch (kind.type()) {
      case GAUGE, SUM -> addNumber(point);
      default -> points.add(point);
    }
  }

  /** Of points that are no deltas the latest of a moment counts, so copies need not be known. */
  private void addNumber(StreamPoint point) {
    double value = point.stale() ? StaleMarker.VALUE : point.value();
    if (kind.delta() ? !kind.additive() : kind.counts()) {
      numbers.add(point.startTimeUnixNano(), point.timeUnixNano(), value);
    } else {
      numbers.add(point.timeUnixNano(), value);
    }
  }

  /** The labels of a series of this stream, without {@code le} and {@code quantile}. */
  Labels series(String suffix) {
    return labels.with(Labels.METRIC_NAME, kind.name() + suffix);
  }

  /** Hands all samples over, and lets them go. Call it once. */
  void finish(Sink sink) {
    points.sort(null);
    List<StreamPoint> distinct = kind.additive() ? points : withoutCopies(points);
    if (kind.counts()) {
      distinct = withRestarts(distinct);
    }
    points = new ArrayList<>();
    switch (kind.type()) {
      case HISTOGRAM -> {
        total(distinct, "_count", sink);
        total(distinct, "_sum", sink);
        buckets(distinct, sink);
      }
      case SUMMARY -> {
        total(distinct, "_count", sink);
        total(distinct, "_sum", sink);
        quantiles(distinct, sink);
      }
      case EXPONENTIAL_HISTOGRAM -> histograms(distinct, sink);
      default -> numbers(sink);
    }
  }

  private static List<StreamPoint> withoutCopies(List<StreamPoint> sorted) {
    List<StreamPoint> distinct = new ArrayList<>(sorted.size());
    for (StreamPoint point : sorted) {
      int last = distinct.size() - 1;
      if (last >= 0 && distinct.get(last).isSameMoment(point)) {
        distinct.set(last, point);
      } else {
        distinct.add(point);
      }
    }
    return distinct;
  }

  /** Where a point counts from a later start than the point before it, 0 stands at that start. */
  private static List<StreamPoint> withRestarts(List<StreamPoint> distinct) {
    List<StreamPoint> all = new ArrayList<>(distinct.size());
    long before = Long.MAX_VALUE;
    for (StreamPoint point : distinct) {
      OptionalLong restart =
          Restart.between(before, point.startTimeUnixNano(), point.timeUnixNano());
      if (restart.isPresent() && !point.stale()) {
        all.add(point.zero(restart.getAsLong()));
      }
      all.add(point);
      before = point.timeUnixNano();
    }
    return all;
  }

  private void numbers(Sink sink) {
    SeriesParts series = sink.series(series(""));
    if (series != null) {
      if (kind.counts()) {
        numbers.addRestarts();
      } else {
        numbers.dropCopies();
      }
      series.take(kind.delta(), numbers);
    }
  }

  private void histograms(List<StreamPoint> distinct, Sink sink) {
    SeriesParts series = sink.series(series(""));
    if (series != null) {
      Samples samples = series.samples(kind.delta());
      for (StreamPoint point : distinct) {
        NativeHistogram histogram = point.histogram();
        if (histogram == null) {
          samples.add(point.timeUnixNano(), StaleMarker.VALUE);
        } else {
          samples.add(point.timeUnixNano(), histogram);
        }
      }
    }
  }

  private void total(List<StreamPoint> distinct, String suffix, Sink sink) {
    SeriesParts series = sink.series(series(suffix));
    if (series == null) {
      return;
    }
    boolean count = suffix.equals("_count");
    for (StreamPoint point : distinct) {
      double value = count ? point.count() : point.value();
      if (point.stale() || !Double.isNaN(value) || kind.type() == MetricView.Type.SUMMARY) {
        series
            .samples(kind.delta())
            .add(point.timeUnixNano(), point.stale() ? StaleMarker.VALUE : value);
      }
    }
  }

  private void buckets(List<StreamPoint> distinct, Sink sink) {
    Limits limits = new Limits(series("_bucket"), "le", sink);
    for (StreamPoint point : distinct) {
      double cumulative = 0;
      for (int i = 0; i < point.limits().length; i++) {
        cumulative += point.values()[i];
        limits.add(FloatText.of(point.limits()[i]), point, cumulative);
      }
      if (!point.stale()) {
        limits.add("+Inf", point, point.count());
      }
    }
    limits.addStale(distinct);
  }

  private void quantiles(List<StreamPoint> distinct, Sink sink) {
    Limits limits = new Limits(series(""), "quantile", sink);
    for (StreamPoint point : distinct) {
      for (int i = 0; i < point.limits().length; i++) {
        limits.add(FloatText.of(point.limits()[i]), point, point.values()[i]);
      }
    }
    limits.addStale(distinct);
  }

  /** The series that differ in {@code le} or {@code quantile}. */
  private final class Limits {
    private final Labels common;
    private final String label;
    private final Sink sink;
    private final Map<String, SeriesParts> wanted = new HashMap<>();
    private final Set<String> unwanted = new TreeSet<>();

    Limits(Labels common, String label, Sink sink) {
      this.common = common;
      this.label = label;
      this.sink = sink;
    }

    void add(String limit, StreamPoint point, double value) {
      SeriesParts series = series(limit);
      if (series != null) {
        series.samples(kind.delta()).add(point.timeUnixNano(), value);
      }
    }

    void addStale(List<StreamPoint> distinct) {
      for (StreamPoint point : distinct) {
        if (point.stale()) {
          wanted
              .values()
              .forEach(
                  each -> each.samples(kind.delta()).add(point.timeUnixNano(), StaleMarker.VALUE));
        }
      }
    }

    private @Nullable SeriesParts series(String limit) {
      SeriesParts known = wanted.get(limit);
      if (known != null || unwanted.contains(limit)) {
        return known;
      }
      SeriesParts found = sink.series(common.with(label, limit));
      if (found == null) {
        unwanted.add(limit);
      } else {
        wanted.put(limit, found);
      }
      return found;
    }
  }
}
