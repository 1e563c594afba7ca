package io.spanstone.storage.metrics;

import io.spanstone.block.UnixNano;
import io.spanstone.block.prometheus.RemoteHistogram;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.otlp.Buckets;
import io.spanstone.otlp.DataPointView;
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
  @Nullable StreamPoint decode(MetricView.Type type, Slice bytes) {
    if (type == MetricView.Type.NONE) {
      return null;
    }
    DataPointView point = view(type).read(bytes);
    long start = UnixNano.ofUnsigned(point.startTimeUnixNano());
    long time = UnixNano.ofUnsigned(point.timeUnixNano());
    if (point.hasNoRecordedValue()) {
      return StreamPoint.stale(start, time);
    }
    return switch (type) {
      case HISTOGRAM -> histogram(start, time);
      case EXPONENTIAL_HISTOGRAM -> exponential(start, time);
      case SUMMARY -> summary(start, time);
      default -> number.hasValue() ? StreamPoint.number(start, time, number.doubleValue()) : null;
    };
  }

  /** The attributes of a point of that type. */
  KeyValues attributes(MetricView.Type type, Slice bytes) {
    return view(type).read(bytes).attributes();
  }

  private DataPointView view(MetricView.Type type) {
    return switch (type) {
      case HISTOGRAM -> histogram;
      case EXPONENTIAL_HISTOGRAM -> exponential;
      case SUMMARY -> summary;
      case GAUGE, SUM, NONE -> number;
    };
  }

  private StreamPoint histogram(long start, long time) {
    double sum = histogram.hasSum() ? histogram.sum() : Double.NaN;
    double[] counts = counts(histogram.bucketCounts());
    double[] bounds = bounds();
    boolean fit = counts.length == bounds.length + 1;
    return new StreamPoint(
        start,
        time,
        false,
        sum,
        unsigned(histogram.count()),
        fit ? bounds : NONE,
        fit ? counts : NONE,
        null);
  }

  /** Most histograms have the bounds of the one before; they are held once. */
  private double[] bounds() {
    double[] bounds = histogram.explicitBounds().toDoubleArray();
    if (!Arrays.equals(bounds, lastBounds)) {
      lastBounds = bounds;
    }
    return lastBounds;
  }

  private @Nullable StreamPoint exponential(long start, long time) {
    if (exponential.scale() < NativeHistogram.MIN_SCHEMA) {
      return null;
    }
    try {
      if (!exponential.original().isEmpty()) {
        NativeHistogram original =
            new RemoteHistogram().read(exponential.original()).nativeHistogram();
        return StreamPoint.histogram(start, time, original);
      }
      return StreamPoint.histogram(start, time, nativeHistogram());
    } catch (IllegalArgumentException | ArithmeticException unrepresentable) {
      return null;
    }
  }

  private NativeHistogram nativeHistogram() {
    double threshold = exponential.zeroThreshold();
    Buckets positive = exponential.positive();
    Buckets negative = exponential.negative();
    return NativeHistogram.ofOtlp(
        exponential.scale(),
        threshold == 0 ? DEFAULT_ZERO_THRESHOLD : threshold,
        unsigned(exponential.zeroCount()),
        unsigned(exponential.count()),
        exponential.hasSum() ? exponential.sum() : Double.NaN,
        positive.offset(),
        counts(positive.bucketCounts()),
        negative.offset(),
        counts(negative.bucketCounts()));
  }

  private StreamPoint summary(long start, long time) {
    double[] quantiles = new double[8];
    double[] values = new double[8];
    int count = 0;
    for (Submessages each = summary.quantileValues(); each.next(); ) {
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
        summary.sum(),
        unsigned(summary.count()),
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
