package io.spanstone.agent.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

class TalliesTest {
  private static final AttributeKey<String> NAME = AttributeKey.stringKey("span.name");
  private static final long SECOND = 1_000_000_000L;

  private final Tracer tracer = SdkTracerProvider.builder().build().get("test");
  private final Tallies tallies = new Tallies();

  @Test
  void countsInTheTenSecondsInWhichACallEnded() {
    add("a", 19 * SECOND);
    add("a", 20 * SECOND - 1);
    add("a", 20 * SECOND);

    assertThat(tallies.take().durations())
        .extracting(
            ExponentialHistogramPointData::getStartEpochNanos,
            ExponentialHistogramPointData::getEpochNanos,
            ExponentialHistogramPointData::getCount)
        .containsExactly(tuple(10 * SECOND, 20 * SECOND, 2L), tuple(20 * SECOND, 30 * SECOND, 1L));
    assertThat(tallies.take().isEmpty()).isTrue();
  }

  @Test
  void sendsAgainWhatWasPutBackTogetherWithWhatCameMeanwhile() {
    add("a", SECOND);
    tallies.add(group("b"), SECOND, 5, 7);
    Tallies.Taken lost = tallies.take();
    add("a", SECOND);
    tallies.putBack(lost);

    Tallies.Taken again = tallies.take();
    assertThat(calls(again.durations())).isEqualTo(3);
    assertThat(again.durations()).hasSize(2);
    assertThat(again.queued())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.getSum()).isEqualTo(7e-9);
              assertThat(point.getAttributes()).isEqualTo(group("b").attributes());
            });
  }

  @Test
  void countsWithoutNameThenWithoutCallWhatIsBeyondTheLimits() {
    for (int i = 0; i < 7_000; i++) {
      add("name-" + i, SECOND);
    }
    for (int i = 0; i < 5_000; i++) {
      tallies.add(
          group(tracer.spanBuilder("name").setSpanKind(SpanKind.CLIENT), "host-" + i),
          SECOND,
          1,
          -1);
    }

    List<ExponentialHistogramPointData> points = tallies.take().durations();

    assertThat(calls(points)).isEqualTo(12_000);
    assertThat(points.size()).isLessThanOrEqualTo(4_002);
    assertThat(points)
        .filteredOn(point -> "other".equals(point.getAttributes().get(NAME)))
        .hasSizeGreaterThan(1_900);
    assertThat(tallies.takeDropped()).isZero();
  }

  @Test
  void dropsTheOldestAndTellsHowMany() {
    for (int cell = 0; cell < 30; cell++) {
      for (int i = 0; i < 1_000; i++) {
        add("name-" + i, (10L * cell + 1) * SECOND);
      }
    }

    List<ExponentialHistogramPointData> points = tallies.take().durations();

    assertThat(points).hasSize(20_000);
    assertThat(points.get(0).getStartEpochNanos()).isEqualTo(100 * SECOND);
    assertThat(tallies.takeDropped()).isEqualTo(10_000);
    assertThat(tallies.takeDropped()).isZero();
  }

  private void add(String name, long end) {
    tallies.add(group(name), end, 1_000, -1);
  }

  private CallGroup group(String name) {
    return group(tracer.spanBuilder(name), "localhost");
  }

  private static CallGroup group(SpanBuilder builder, String host) {
    Span span = builder.setAttribute("server.address", host).startSpan();
    span.end();
    return CallGroup.of(((ReadableSpan) span).toSpanData());
  }

  private static long calls(List<ExponentialHistogramPointData> points) {
    return points.stream().mapToLong(ExponentialHistogramPointData::getCount).sum();
  }
}
