package io.spanstone.storage.metrics;

import io.spanstone.block.UnixNano;
import io.spanstone.block.prometheus.RemoteHistogram;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.otlp.Buckets;
import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.HistogramDataPointView;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.NumberDataPointView;
import io.spanstone.otlp.QuantileView;
import io.spanstone.otlp.RepeatedNumbers;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.Submessages;
import io.spanstone.otlp.SummaryDataPointView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decodes data points of every kind. Not thread-safe; reusable. */
final class PointDecoder {
  /** What the compatibility specification takes for a zero threshold that is not set. */
  private static final double DEFAULT_ZERO_THRESHOLD = 1e-128;

  private static final double[] NONE = {};

  private final NumberDataPointView number = new NumberDataPointView();
  private final HistogramDataPointView histogram = new HistogramDataPointView();
  private final ExponentialHistogramDataPointView exponential =
      new ExponentialHistogramDataPointView();
  private final SummaryDataPointView summary = new SummaryDataPointView();
  private final QuantileView quantile = new QuantileView();
  private double[] lastBounds = NONE;

  /** The point; null if it is none: it has no value, or one that cannot be represented. */
  @Nullable StreamPoint decode(MetricView.Type type, Slice point) {
    return switch (type) {
      case GAUGE, SUM -> number(number.read(point));
      case HISTOGRAM -> histogram(histogram.read(point));
      case EXPONENTIAL_HISTOGRAM -> exponential(exponential.read(point));
      case SUMMARY -> summary(summary.read(point));
      case NONE -> null;
    };
  }

  /** The attributes of a point of that type. */
  KeyValues attributes(MetricView.Type type, Slice point) {
    return switch (type) {
      case HISTOGRAM -> histogram.read(point).attributes();
      case EXPONENTIAL_HISTOGRAM -> exponential.read(point).attributes();
      case SUMMARY -> summary.read(point).attributes();
      default -> number.read(point).attributes();
    };
  }

  private static @Nullable StreamPoint number(NumberDataPointView point) {
    long start = UnixNano.ofUnsigned(point.startTimeUnixNano());
    long time = UnixNano.ofUnsigned(point.timeUnixNano());
    if (point.hasNoRecordedValue()) {
      return StreamPoint.stale(start, time);
    }
    return point.hasValue() ? StreamPoint.number(start, time, point.doubleValue()) : null;
  }

  private StreamPoint histogram(HistogramDataPointView point) {
    long start = UnixNano.ofUnsigned(point.startTimeUnixNano());
    long time = UnixNano.ofUnsigned(point.timeUnixNano());
    if (point.hasNoRecordedValue()) {
      return StreamPoint.stale(start, time);
    }
    double sum = point.hasSum() ? point.sum() : Double.NaN;
    double[] counts = counts(point.bucketCounts());
    double[] bounds = bounds(point);
    boolean fit = counts.length == bounds.length + 1;
    return new StreamPoint(
        start,
        time,
        false,
        sum,
        unsigned(point.count()),
        fit ? bounds : NONE,
        fit ? counts : NONE,
        null);
  }

  /** Most histograms have the bounds of the one before; they are held once. */
  private double[] bounds(HistogramDataPointView point) {
    double[] bounds = point.explicitBounds().toDoubleArray();
    if (!Arrays.equals(bounds, lastBounds)) {
      lastBounds = bounds;
    }
    return lastBounds;
  }

  private static @Nullable StreamPoint exponential(ExponentialHistogramDataPointView point) {
    long start = UnixNano.ofUnsigned(point.startTimeUnixNano());
    long time = UnixNano.ofUnsigned(point.timeUnixNano());
    if (point.hasNoRecordedValue()) {
      return StreamPoint.stale(start, time);
    }
    if (point.scale() < NativeHistogram.MIN_SCHEMA) {
      return null;
    }
    try {
      if (!point.original().isEmpty()) {
        NativeHistogram original = new RemoteHistogram().read(point.original()).nativeHistogram();
        return StreamPoint.histogram(start, time, original);
      }
      return StreamPoint.histogram(start, time, nativeHistogram(point));
    } catch (IllegalArgumentException | ArithmeticException unrepresentable) {
      return null;
    }
  }

  private static NativeHistogram nativeHistogram(ExponentialHistogramDataPointView point) {
    double threshold = point.zeroThreshold();
    Buckets positive = point.positive();
    Buckets negative = point.negative();
    return NativeHistogram.ofOtlp(
        point.scale(),
        threshold == 0 ? DEFAULT_ZERO_THRESHOLD : threshold,
        unsigned(point.zeroCount()),
        unsigned(point.count()),
        point.hasSum() ? point.sum() : Double.NaN,
        positive.offset(),
        counts(positive.bucketCounts()),
        negative.offset(),
        counts(negative.bucketCounts()));
  }

  private StreamPoint summary(SummaryDataPointView point) {
    long start = UnixNano.ofUnsigned(point.startTimeUnixNano());
    long time = UnixNano.ofUnsigned(point.timeUnixNano());
    if (point.hasNoRecordedValue()) {
      return StreamPoint.stale(start, time);
    }
    double[] quantiles = new double[8];
    double[] values = new double[8];
    int count = 0;
    for (Submessages each = point.quantileValues(); each.next(); ) {
      if (count == values.length) {
        quantiles = Arrays.copyOf(quantiles, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      quantile.read(each.message());
      quantiles[count] = quantile.quantile();
      values[count++] = quantile.value();
    }
    return new StreamPoint(
        start,
        time,
        false,
        point.sum(),
        unsigned(point.count()),
        Arrays.copyOf(quantiles, count),
        Arrays.copyOf(values, count),
        null);
  }

  private static double[] counts(RepeatedNumbers numbers) {
    return Arrays.stream(numbers.toLongArray()).mapToDouble(PointDecoder::unsigned).toArray();
  }

  private static double unsigned(long count) {
    return count >= 0 ? count : ((count >>> 1) | (count & 1)) * 2.0;
  }
}
