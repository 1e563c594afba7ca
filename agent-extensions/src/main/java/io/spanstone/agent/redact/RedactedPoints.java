package io.spanstone.agent.redact;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongExemplarData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import java.util.List;

/** Points of metrics but for their secrets; each the very same if it has none. */
final class RedactedPoints {

  private final SecretAttributes secrets;

  RedactedPoints(SecretAttributes secrets) {
    this.secrets = secrets;
  }

  LongPointData of(LongPointData point) {
    Attributes attributes = secrets.redact(point.getAttributes());
    List<LongExemplarData> exemplars = Unchanged.or(point.getExemplars(), this::of);
    return isUnchanged(point, attributes, exemplars)
        ? point
        : new LongPoint(point, attributes, exemplars);
  }

  DoublePointData of(DoublePointData point) {
    Attributes attributes = secrets.redact(point.getAttributes());
    List<DoubleExemplarData> exemplars = Unchanged.or(point.getExemplars(), this::of);
    return isUnchanged(point, attributes, exemplars)
        ? point
        : DoublePointData.create(
            point.getStartEpochNanos(),
            point.getEpochNanos(),
            attributes,
            point.getValue(),
            exemplars);
  }

  SummaryPointData of(SummaryPointData point) {
    Attributes attributes = secrets.redact(point.getAttributes());
    return attributes == point.getAttributes()
        ? point
        : SummaryPointData.create(
            point.getStartEpochNanos(),
            point.getEpochNanos(),
            attributes,
            point.getCount(),
            point.getSum(),
            point.getValues());
  }

  HistogramPointData of(HistogramPointData point) {
    Attributes attributes = secrets.redact(point.getAttributes());
    List<DoubleExemplarData> exemplars = Unchanged.or(point.getExemplars(), this::of);
    return isUnchanged(point, attributes, exemplars)
        ? point
        : new HistogramPoint(point, attributes, exemplars);
  }

  ExponentialHistogramPointData of(ExponentialHistogramPointData point) {
    Attributes attributes = secrets.redact(point.getAttributes());
    List<DoubleExemplarData> exemplars = Unchanged.or(point.getExemplars(), this::of);
    return isUnchanged(point, attributes, exemplars)
        ? point
        : ExponentialHistogramPointData.create(
            point.getScale(),
            point.getSum(),
            point.getZeroCount(),
            point.hasMin(),
            point.getMin(),
            point.hasMax(),
            point.getMax(),
            point.getPositiveBuckets(),
            point.getNegativeBuckets(),
            point.getStartEpochNanos(),
            point.getEpochNanos(),
            attributes,
            exemplars);
  }

  private LongExemplarData of(LongExemplarData exemplar) {
    Attributes attributes = secrets.redact(exemplar.getFilteredAttributes());
    return attributes == exemplar.getFilteredAttributes()
        ? exemplar
        : LongExemplarData.create(
            attributes, exemplar.getEpochNanos(), exemplar.getSpanContext(), exemplar.getValue());
  }

  private DoubleExemplarData of(DoubleExemplarData exemplar) {
    Attributes attributes = secrets.redact(exemplar.getFilteredAttributes());
    return attributes == exemplar.getFilteredAttributes()
        ? exemplar
        : DoubleExemplarData.create(
            attributes, exemplar.getEpochNanos(), exemplar.getSpanContext(), exemplar.getValue());
  }

  private static boolean isUnchanged(
      PointData point, Attributes attributes, List<? extends ExemplarData> exemplars) {
    return attributes == point.getAttributes() && exemplars == point.getExemplars();
  }

  /** What the SDK's factories of such points leave out, the exemplars, is why this is a class. */
  private abstract static class Point<P extends PointData, E extends ExemplarData>
      implements PointData {
    final P point;
    private final Attributes attributes;
    private final List<E> exemplars;

    private Point(P point, Attributes attributes, List<E> exemplars) {
      this.point = point;
      this.attributes = attributes;
      this.exemplars = exemplars;
    }

    @Override
    public final Attributes getAttributes() {
      return attributes;
    }

    @Override
    public final List<E> getExemplars() {
      return exemplars;
    }

    @Override
    public final long getStartEpochNanos() {
      return point.getStartEpochNanos();
    }

    @Override
    public final long getEpochNanos() {
      return point.getEpochNanos();
    }
  }

  private static final class LongPoint extends Point<LongPointData, LongExemplarData>
      implements LongPointData {

    private LongPoint(
        LongPointData point, Attributes attributes, List<LongExemplarData> exemplars) {
      super(point, attributes, exemplars);
    }

    @Override
    public long getValue() {
      return point.getValue();
    }
  }

  private static final class HistogramPoint extends Point<HistogramPointData, DoubleExemplarData>
      implements HistogramPointData {

    private HistogramPoint(
        HistogramPointData point, Attributes attributes, List<DoubleExemplarData> exemplars) {
      super(point, attributes, exemplars);
    }

    @Override
    public double getSum() {
      return point.getSum();
    }

    @Override
    public long getCount() {
      return point.getCount();
    }

    @Override
    public boolean hasMin() {
      return point.hasMin();
    }

    @Override
    public double getMin() {
      return point.getMin();
    }

    @Override
    public boolean hasMax() {
      return point.hasMax();
    }

    @Override
    public double getMax() {
      return point.getMax();
    }

    @Override
    public List<Double> getBoundaries() {
      return point.getBoundaries();
    }

    @Override
    public List<Long> getCounts() {
      return point.getCounts();
    }
  }
}
