package io.spanstone.storage.red;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is kept of the points in blocks, against what protobuf-java reads. */
class DerivedDecoderTest {
  private static final String[] NAMES = {
    "span.duration", "edge.duration", "operation.call.duration", "http.server.duration"
  };

  @Property(tries = 300)
  void everyDerivedPointIsThereAndNoOther(@ForAll long seed) {
    Random random = new Random(seed);
    DerivedDecoder decoder = new DerivedDecoder(series -> series);
    for (int block = 0; block < 3; block++) {
      MetricsData data = data(random);
      DerivedBlock decoded = decoder.decode(Slice.of(data.toByteArray()));
      assertThat(points(decoded)).isEqualTo(points(data));
      assertThat(points(decoded)).isEqualTo(points(data)); // walked once more
      assertThat(decoded.weight()).isGreaterThan(0);
    }
  }

  private static List<String> points(DerivedBlock block) {
    List<String> found = new ArrayList<>();
    for (DerivedBlock.Points points = block.points(); points.next(); ) {
      DerivedSeries series = block.series().get(points.series());
      DerivedBlock.Cell cell = block.cells().get(points.cell());
      StringBuilder point = new StringBuilder();
      point.append(series.metric().metricName()).append(' ');
      point.append(attributes(KeyValues.ofResource(series.resource()))).append(' ');
      point.append(attributes(series.walkAttributes())).append(' ');
      point.append(cell.startUnixNano()).append(' ').append(cell.endUnixNano()).append(' ');
      point.append(points.count()).append(' ').append(points.zeroCount());
      boolean skipped = points.count() % 5 == 0; // a point's buckets need not be walked
      while (!skipped && points.nextBucket()) {
        point.append(' ').append(points.bucket()).append(':').append(points.bucketCount());
      }
      found.add(point.toString());
    }
    return found;
  }

  private static Map<String, String> attributes(KeyValues walked) {
    Map<String, String> attributes = new TreeMap<>();
    while (walked.next()) {
      attributes.put(walked.key().utf8(), walked.value().text().utf8());
    }
    return attributes;
  }

  private static List<String> points(MetricsData data) {
    List<String> found = new ArrayList<>();
    for (ResourceMetrics resource : data.getResourceMetricsList()) {
      String source = attributes(resource.getResource().getAttributesList()).toString();
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        for (Metric metric : scope.getMetricsList()) {
          if (scope.getScope().getName().equals(SourceLabels.DERIVED_SCOPE) && isDerived(metric)) {
            metric
                .getExponentialHistogram()
                .getDataPointsList()
                .forEach(point -> add(metric.getName() + " " + source, point, found));
          }
        }
      }
    }
    return found;
  }

  private static boolean isDerived(Metric metric) {
    return !metric.getName().equals("http.server.duration")
        && metric.getExponentialHistogram().getAggregationTemporality()
            == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  }

  private static void add(String of, ExponentialHistogramDataPoint point, List<String> to) {
    if (point.getScale() != 7) {
      return;
    }
    StringBuilder text = new StringBuilder(of).append(' ');
    text.append(attributes(point.getAttributesList())).append(' ');
    text.append(point.getStartTimeUnixNano()).append(' ').append(point.getTimeUnixNano());
    text.append(' ').append(point.getCount()).append(' ').append(point.getZeroCount());
    int bucket = point.getPositive().getOffset();
    for (long count : point.getPositive().getBucketCountsList()) {
      if (count != 0 && point.getCount() % 5 != 0) {
        text.append(' ').append(bucket).append(':').append(count);
      }
      bucket++;
    }
    to.add(text.toString());
  }

  private static Map<String, String> attributes(List<KeyValue> pairs) {
    Map<String, String> attributes = new TreeMap<>();
    pairs.forEach(pair -> attributes.put(pair.getKey(), pair.getValue().getStringValue()));
    return attributes;
  }

  private static MetricsData data(Random random) {
    MetricsData.Builder data = MetricsData.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      ResourceMetrics.Builder resource = data.addResourceMetricsBuilder();
      resource.getResourceBuilder().addAttributes(pair("service.name", "s" + random.nextInt(3)));
      for (int j = random.nextInt(3); j > 0; j--) {
        ScopeMetrics.Builder scope = resource.addScopeMetricsBuilder();
        scope
            .getScopeBuilder()
            .setName(random.nextInt(4) == 0 ? "client" : SourceLabels.DERIVED_SCOPE);
        for (int k = random.nextInt(3); k > 0; k--) {
          scope.addMetrics(metric(random));
        }
      }
    }
    return data.build();
  }

  private static Metric metric(Random random) {
    Metric.Builder metric = Metric.newBuilder().setName(NAMES[random.nextInt(NAMES.length)]);
    ExponentialHistogram.Builder histogram = metric.getExponentialHistogramBuilder();
    histogram.setAggregationTemporality(
        random.nextInt(5) == 0
            ? AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE
            : AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
    for (int i = random.nextInt(6); i > 0; i--) {
      histogram.addDataPoints(point(random));
    }
    return metric.build();
  }

  private static ExponentialHistogramDataPoint point(Random random) {
    ExponentialHistogramDataPoint.Builder point =
        ExponentialHistogramDataPoint.newBuilder()
            .setScale(random.nextInt(6) == 0 ? random.nextInt(-10, 21) : 7)
            .setStartTimeUnixNano(random.nextInt(4) * 10L)
            .setTimeUnixNano(random.nextInt(10) == 0 ? random.nextLong() : 100)
            .setCount(number(random))
            .setZeroCount(random.nextInt(3) == 0 ? number(random) : 0);
    for (int i = random.nextInt(4); i > 0; i--) {
      point.addAttributes(pair("a" + i, "v" + random.nextInt(3)));
    }
    int[] offsets = {random.nextInt(-3_000, 3_000), random.nextInt(), Integer.MAX_VALUE, -4_096};
    point.getPositiveBuilder().setOffset(offsets[random.nextInt(offsets.length)]);
    for (int i = random.nextInt(40); i > 0; i--) {
      point.getPositiveBuilder().addBucketCounts(random.nextInt(3) == 0 ? number(random) : 0);
    }
    return point.build();
  }

  private static long number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 1;
      case 1 -> random.nextInt(200);
      case 2 -> random.nextInt(Integer.MAX_VALUE);
      default -> random.nextLong();
    };
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
