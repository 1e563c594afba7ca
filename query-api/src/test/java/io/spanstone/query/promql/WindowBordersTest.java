package io.spanstone.query.promql;

import static io.spanstone.query.promql.Answers.series;
import static io.spanstone.query.promql.Answers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.spanstone.metric.StaleMarker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Which samples a selector sees: what Prometheus 3 does otherwise than 2, and staleness. */
class WindowBordersTest {

  @Test
  void aRangeExcludesItsLeftBorder() throws IOException {
    PromqlEngine engine = engine(0, 1, 60, 2, 120, 3);

    assertThat(value(engine, "count_over_time(m[1m])", 120)).isEqualTo(1);
    assertThat(value(engine, "count_over_time(m[2m])", 120)).isEqualTo(2);
    assertThat(value(engine, "count_over_time(m[121s])", 120)).isEqualTo(3);
    assertThat(value(engine, "count_over_time(m[1m] offset 1m)", 120)).isEqualTo(1);
    assertThat(value(engine, "sum_over_time(m[1m] @ 60)", 500)).isEqualTo(2);
  }

  @Test
  void lookbackExcludesASampleThatIsExactlySoOld() throws IOException {
    PromqlEngine engine = engine(0, 7);

    assertThat(value(engine, "m", 0)).isEqualTo(7);
    assertThat(value(engine, "m", 299.999)).isEqualTo(7);
    assertThat(value(engine, "m", 300)).isNaN();
    assertThat(value(engine, "m", -0.001)).isNaN();
  }

  @Test
  void lookbackIsASetting() throws IOException {
    PromqlSettings settings = PromqlSettings.DEFAULT.withLookback(Duration.ofSeconds(10));
    PromqlEngine engine = new PromqlEngine(new MemorySource(series("m", false, 0, 7)), settings);

    assertThat(value(engine, "m", 9.999)).isEqualTo(7);
    assertThat(value(engine, "m", 10)).isNaN();
  }

  @Test
  void aSubqueryHasAsManyPointsAsItsRangeHasSteps() throws IOException {
    PromqlEngine engine = engine(0, 1);

    assertThat(value(engine, "count_over_time(vector(1)[1m:10s])", 120)).isEqualTo(6);
    assertThat(value(engine, "count_over_time(vector(1)[1m:10s])", 125)).isEqualTo(6);
    assertThat(value(engine, "count_over_time(vector(1)[5s:10s])", 125)).isNaN();
    assertThat(value(engine, "count_over_time(vector(1)[3m:])", 1800)).isEqualTo(3);
  }

  @Test
  void aStaleMarkerEndsASeriesAndIsNoSample() throws IOException {
    PromqlEngine engine = engine(0, 1, 60, 2, 70, StaleMarker.VALUE, 200, 5);

    assertThat(value(engine, "m", 69)).isEqualTo(2);
    assertThat(value(engine, "m", 70)).isNaN();
    assertThat(value(engine, "m", 199)).isNaN();
    assertThat(value(engine, "m", 200)).isEqualTo(5);
    assertThat(value(engine, "count_over_time(m[10m])", 200)).isEqualTo(3);
    assertThat(value(engine, "absent(m)", 100)).isEqualTo(1);
    assertThat(value(engine, "m offset 1m", 125)).isEqualTo(2);
  }

  @Test
  void anotherNaNIsASample() throws IOException {
    PromqlEngine engine = engine(0, 1, 60, Double.NaN);

    assertThat(Answers.vector(engine, "m", 60)).hasSize(1);
    assertThat(value(engine, "count_over_time(m[10m])", 60)).isEqualTo(2);
  }

  /** By hand, where Prometheus 3 does not go beyond zero any more. */
  @Test
  void aRateIsNotExtrapolatedBeyondWhereTheCounterWasZero() throws IOException {
    PromqlEngine engine = engine(100, 8, 110, 18, 120, 28, 130, 38);

    // The first sample is far from the begin: half a distance, 5 s; but zero was 8 s before.
    assertThat(value(engine, "increase(m[2m])", 135)).isCloseTo(30 * (30 + 5 + 5) / 30.0, close());

    PromqlEngine young = engine(100, 2, 110, 12, 120, 22, 130, 32);
    // Zero was 2 s before the first sample.
    assertThat(value(young, "increase(m[2m])", 135)).isCloseTo(30 * (30 + 2 + 5) / 30.0, close());
  }

  @Test
  void theEngineSaysWhatItWillDoWithASelection() throws IOException {
    MemorySource source = new MemorySource(series("m", false, 0, 1));
    PromqlEngine engine = new PromqlEngine(source, PromqlSettings.DEFAULT);

    engine.range(
        "rate(m[5m] offset 1m) + m + max_over_time(rate(m[2m])[10m:1m])",
        600_000,
        1_200_000,
        60_000);

    assertThat(source.hints)
        .extracting(
            hints -> hints.function(),
            hints -> hints.startMillis(),
            hints -> hints.endMillis(),
            hints -> hints.stepMillis(),
            hints -> hints.rangeMillis())
        .containsExactly(
            tuple("rate", 540_000L, 1_140_000L, 60_000L, 300_000L),
            tuple("", 600_000L, 1_200_000L, 60_000L, 0L),
            tuple("rate", 60_000L, 1_200_000L, 60_000L, 120_000L));
  }

  @Test
  void theEngineSaysWhereBucketsDoNotMatter() throws IOException {
    assertThat(countsOnly("histogram_count(sum by (a) (rate(m[1m])))")).isTrue();
    assertThat(countsOnly("histogram_avg((increase(m[1m])))")).isTrue();
    assertThat(countsOnly("histogram_sum(m)")).isTrue();
    assertThat(countsOnly("histogram_quantile(0.5, rate(m[1m]))")).isFalse();
    assertThat(countsOnly("histogram_count(resets(m[1m]))")).isFalse();
    assertThat(countsOnly("histogram_count(topk(1, m))")).isFalse();
    assertThat(countsOnly("histogram_count(vector(1) * m)")).isFalse();
    assertThat(countsOnly("rate(m[1m])")).isFalse();
  }

  private static boolean countsOnly(String query) throws IOException {
    MemorySource source = new MemorySource(List.of());
    new PromqlEngine(source, PromqlSettings.DEFAULT).instant(query, 0);
    return source.hints.get(0).countsOnly();
  }

  private static Offset<Double> close() {
    return within(1e-9);
  }

  private static PromqlEngine engine(double... timesAndValues) {
    return new PromqlEngine(
        new MemorySource(series("m", false, timesAndValues)), PromqlSettings.DEFAULT);
  }
}
