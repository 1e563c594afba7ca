package io.spanstone.query.promql;

import static io.spanstone.query.promql.Answers.series;
import static io.spanstone.query.promql.Answers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spanstone.metric.StaleMarker;
import java.io.IOException;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What the functions make of delta series, numbers and histograms. */
class DeltaSeriesTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  private final PromqlEngine engine =
      new PromqlEngine(
          new MemorySource(
              series("d", true, 10, 5, 20, 3, 30, 0, 40, 7, 50, StaleMarker.VALUE, 60, 4)),
          PromqlSettings.DEFAULT);

  private final PromqlEngine histograms =
      new PromqlEngine(new MemorySource(SampleHistograms.series()), PromqlSettings.DEFAULT);

  @Test
  void increaseIsTheSumOfTheDeltasInTheWindow() throws IOException {
    assertThat(value(engine, "increase(d[30s])", 40)).isEqualTo(10);
    assertThat(value(engine, "increase(d[1m])", 60)).isEqualTo(19);
    assertThat(value(engine, "increase(d[10s])", 10)).isEqualTo(5);
    assertThat(value(engine, "increase(d[5s])", 10)).isEqualTo(5);
    assertThat(value(engine, "increase(d[5s])", 16)).isNaN();
    assertThat(value(engine, "delta(d[1m])", 60)).isEqualTo(19);
  }

  @Test
  void rateIsTheIncreaseDividedByTheRange() throws IOException {
    assertThat(value(engine, "rate(d[30s])", 40)).isCloseTo(10 / 30.0, CLOSE);
    assertThat(value(engine, "rate(d[5m])", 60)).isCloseTo(19 / 300.0, CLOSE);
  }

  @Test
  void theLastDeltaIsTheInstantGrowth() throws IOException {
    assertThat(value(engine, "idelta(d[1m])", 40)).isEqualTo(7);
    assertThat(value(engine, "irate(d[1m])", 40)).isCloseTo(0.7, CLOSE);
    assertThat(value(engine, "irate(d[10s])", 40)).isNaN();
  }

  @Test
  void deltasHaveNoResets() throws IOException {
    assertThat(value(engine, "resets(d[1m])", 60)).isZero();
  }

  @Test
  void allElseSeesTheSamples() throws IOException {
    assertThat(value(engine, "d", 45)).isEqualTo(7);
    assertThat(value(engine, "d", 55)).isNaN();
    assertThat(value(engine, "sum_over_time(d[1m])", 60)).isEqualTo(19);
    assertThat(value(engine, "max_over_time(d[1m])", 60)).isEqualTo(7);
    assertThat(value(engine, "changes(d[1m])", 60)).isEqualTo(4);
  }

  @Test
  void histogramsEqualWhatWasObserved() throws IOException {
    long end = SampleMetrics.START_SECONDS + 1200;
    for (SampleHistograms made : SampleHistograms.all()) {
      for (int minutes : new int[] {1, 5, 17}) {
        double[] observed = made.observations((end - minutes * 60L) * 1000, end * 1000);
        String increase =
            "increase(span_duration_seconds{status=\"%s\"}[%dm])".formatted(made.status(), minutes);

        assertThat(value(histograms, "histogram_count(" + increase + ")", end))
            .isEqualTo(observed.length);
        assertThat(value(histograms, "histogram_sum(" + increase + ")", end))
            .isCloseTo(Arrays.stream(observed).sum(), within(1e-6));
        for (double quantile : new double[] {0.1, 0.5, 0.9, 0.99}) {
          // A rank between two observations may go to either.
          int rank = (int) Math.ceil(quantile * observed.length) - 1;
          double above = observed[Math.min(rank + 1, observed.length - 1)];
          String query = "histogram_quantile(%s, %s)".formatted(quantile, increase);
          assertThat(value(histograms, query, end)).isBetween(observed[rank] * 0.99, above * 1.01);
        }
      }
    }
  }

  @Test
  void seriesOfManyServicesMerge() throws IOException {
    long end = SampleMetrics.START_SECONDS + 1200;
    double[] observed =
        SampleHistograms.all().stream()
            .flatMapToDouble(
                made -> Arrays.stream(made.observations((end - 300) * 1000, end * 1000)))
            .sorted()
            .toArray();

    assertThat(value(histograms, "histogram_count(sum(increase(span_duration_seconds[5m])))", end))
        .isEqualTo(observed.length);
    assertThat(value(histograms, "histogram_avg(sum(rate(span_duration_seconds[5m])))", end))
        .isCloseTo(Arrays.stream(observed).average().orElseThrow(), within(1e-9));
    assertThat(
            value(
                histograms,
                "histogram_fraction(0, 0.25, sum(rate(span_duration_seconds[5m])))",
                end))
        .isCloseTo(
            Arrays.stream(observed).filter(seconds -> seconds <= 0.25).count()
                / (double) observed.length,
            within(0.02));
  }

  @Test
  void cumulativeHistogramsAreExtrapolatedAndSurviveARestart() throws IOException {
    // The restart is at cell 150; the window has cells 121 to 180 and reaches 9.663 s and 0.337 s
    // beyond its first and last samples.
    long end = SampleMetrics.START_SECONDS + 1801;
    SampleHistograms made = SampleHistograms.all().get(0);
    double first = SampleMetrics.START_SECONDS + 1210.337;
    double growth = made.observations(Math.round(first * 1000), end * 1000).length;
    double sampled = 590;
    double factor = (sampled + (first - (end - 600)) + (end - (first + sampled))) / sampled;

    assertThat(
            value(
                histograms, "histogram_count(increase(request_seconds{status=\"ok\"}[10m]))", end))
        .isCloseTo(growth * factor, within(1e-6));
    assertThat(value(histograms, "resets(request_seconds{status=\"ok\"}[10m])", end)).isEqualTo(1);
  }
}
