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
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableLongPointData;
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
        : ImmutableLongPointData.create(
            point.getStartEpochNanos(),
            point.getEpochNanos(),
            attributes,
            point.getValue(),
            exemplars);
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
        : ImmutableHistogramPointData.create(
            point.getStartEpochNanos(),
            point.getEpochNanos(),
            attributes,
            point.getSum(),
            point.hasMin(),
            point.getMin(),
            point.hasMax(),
            point.getMax(),
            point.getBoundaries(),
            point.getCounts(),
            exemplars);
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
}
