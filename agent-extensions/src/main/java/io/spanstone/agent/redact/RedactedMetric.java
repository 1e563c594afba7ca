package io.spanstone.agent.redact;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A metric but for its secrets. They are seldom in the attributes of its points, but an exemplar
 * has those attributes of a measurement that the point has not: whole URLs, and captured headers.
 */
final class RedactedMetric implements MetricData {

  private final MetricData metric;
  private final Data<?> data;

  private RedactedMetric(MetricData metric, Data<?> data) {
    this.metric = metric;
    this.data = data;
  }

  /** The very same metric if it has no secrets. */
  static MetricData of(MetricData metric, RedactedPoints points) {
    Data<?> data = redact(metric, points);
    return data == null ? metric : new RedactedMetric(metric, data);
  }

  private static @Nullable Data<?> redact(MetricData metric, RedactedPoints redacted) {
    switch (metric.getType()) {
      case LONG_GAUGE:
        return changed(metric.getLongGaugeData(), redacted::of, GaugeData::createLongGaugeData);
      case DOUBLE_GAUGE:
        return changed(metric.getDoubleGaugeData(), redacted::of, GaugeData::createDoubleGaugeData);
      case LONG_SUM:
        return changed(metric.getLongSumData(), redacted::of, points -> longSum(metric, points));
      case DOUBLE_SUM:
        return changed(
            metric.getDoubleSumData(), redacted::of, points -> doubleSum(metric, points));
      case SUMMARY:
        return changed(metric.getSummaryData(), redacted::of, SummaryData::create);
      case HISTOGRAM:
        return changed(
            metric.getHistogramData(), redacted::of, points -> histogram(metric, points));
      case EXPONENTIAL_HISTOGRAM:
        return changed(
            metric.getExponentialHistogramData(),
            redacted::of,
            points -> exponentialHistogram(metric, points));
    }
    return null; // of a type that is newer than this
  }

  private static <P extends PointData> @Nullable Data<P> changed(
      Data<P> data, UnaryOperator<P> change, Function<List<P>, Data<P>> create) {
    List<P> points = new ArrayList<>(data.getPoints());
    List<P> changed = Unchanged.or(points, change);
    return changed == points ? null : create.apply(changed);
  }

  private static Data<LongPointData> longSum(MetricData metric, List<LongPointData> points) {
    SumData<LongPointData> sum = metric.getLongSumData();
    return SumData.createLongSumData(sum.isMonotonic(), sum.getAggregationTemporality(), points);
  }

  private static Data<DoublePointData> doubleSum(MetricData metric, List<DoublePointData> points) {
    SumData<DoublePointData> sum = metric.getDoubleSumData();
    return SumData.createDoubleSumData(sum.isMonotonic(), sum.getAggregationTemporality(), points);
  }

  private static Data<HistogramPointData> histogram(
      MetricData metric, List<HistogramPointData> points) {
    return HistogramData.create(metric.getHistogramData().getAggregationTemporality(), points);
  }

  private static Data<ExponentialHistogramPointData> exponentialHistogram(
      MetricData metric, List<ExponentialHistogramPointData> points) {
    return ExponentialHistogramData.create(
        metric.getExponentialHistogramData().getAggregationTemporality(), points);
  }

  @Override
  public Data<?> getData() {
    return data;
  }

  @Override
  public Resource getResource() {
    return metric.getResource();
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return metric.getInstrumentationScopeInfo();
  }

  @Override
  public String getName() {
    return metric.getName();
  }

  @Override
  public String getDescription() {
    return metric.getDescription();
  }

  @Override
  public String getUnit() {
    return metric.getUnit();
  }

  @Override
  public MetricDataType getType() {
    return metric.getType();
  }
}
