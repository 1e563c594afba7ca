package io.spanstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RandomOtlpTest {
  @Test
  void theSameSeedGivesTheSameTelemetry() {
    RandomOtlp one = new RandomOtlp(7);
    RandomOtlp other = new RandomOtlp(7);

    assertThat(one.traces(100)).isEqualTo(other.traces(100));
    assertThat(one.logs(100)).isEqualTo(other.logs(100));
    assertThat(one.metrics(100)).isEqualTo(other.metrics(100));
  }

  @Property(tries = 30)
  void givesExactlyAsManyRecordsAsAskedFor(
      @ForAll long seed, @ForAll @IntRange(max = 300) int count) {
    RandomOtlp random = new RandomOtlp(seed);

    assertThat(spans(random.traces(count))).hasSize(count);
    assertThat(
            random.logs(count).getResourceLogsList().stream()
                .flatMap(resource -> resource.getScopeLogsList().stream())
                .mapToInt(scope -> scope.getLogRecordsCount())
                .sum())
        .isEqualTo(count);
    assertThat(
            random.metrics(count).getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .mapToInt(RandomOtlpTest::dataPoints)
                .sum())
        .isEqualTo(count);
  }

  @Test
  void everyParentIsPartOfItsTrace() {
    List<Span> spans = spans(new RandomOtlp(1).traces(500));
    Set<Object> ids =
        spans.stream()
            .map(span -> List.of(span.getTraceId(), span.getSpanId()))
            .collect(Collectors.toSet());

    assertThat(spans)
        .filteredOn(span -> !span.getParentSpanId().isEmpty())
        .isNotEmpty()
        .allMatch(span -> ids.contains(List.of(span.getTraceId(), span.getParentSpanId())));
  }

  private static List<Span> spans(TracesData data) {
    return data.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  private static int dataPoints(Metric metric) {
    return metric.getGauge().getDataPointsCount()
        + metric.getSum().getDataPointsCount()
        + metric.getHistogram().getDataPointsCount()
        + metric.getExponentialHistogram().getDataPointsCount()
        + metric.getSummary().getDataPointsCount();
  }
}
