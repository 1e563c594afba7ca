package io.spanstone.query.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.metric.Labels;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.metric.QueryCancelledException;
import io.spanstone.metric.QueryTimeoutException;
import io.spanstone.metric.Series;
import io.spanstone.metric.TooManyPointsException;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.metric.TooManySeriesException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit has its exception, which names it and says what to do. */
class LimitsTest {
  private static final int SERIES = 20;
  private static final int SAMPLES = 100;

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m[1h]", // selected
        "sum_over_time(vector(1)[1h:1s]) or sum(m)", // a subquery's steps
        "rate(vector(1)[100y:1ms])",
        "max_over_time(vector(1)[1h:1s])"
      })
  void refusesTooManySamples(String query) {
    PromqlEngine engine = engine(settings(SERIES, 1_000, Duration.ofMinutes(1)));

    assertThatThrownBy(() -> engine.instant(query, 3_600_000))
        .isInstanceOf(TooManySamplesException.class)
        .hasMessageContaining("more than 1,000 samples")
        .hasMessageContaining("ask for a shorter time");
  }

  @Test
  void refusesTooManyPointsInMemory() {
    PromqlEngine engine = engine(settings(SERIES, 3_000, Duration.ofMinutes(1)));

    assertThatThrownBy(() -> engine.range("m * 2", 0, 3_600_000, 10_000))
        .isInstanceOf(TooManySamplesException.class);
  }

  /** A series for each step of each histogram would be gigabytes. */
  @Test
  void refusesAQuantileThatIsAnotherAtEveryStepBeforeItIsInMemory() {
    PromqlEngine engine = engine(PromqlSettings.DEFAULT);
    String histograms =
        "label_replace(m, \"le\", \"+Inf\", \"\", \"\") or label_replace(m, \"le\", \"1\", \"\", \"\")";
    String query = "histogram_quantiles(%s, \"q\", time() / 1e10)".formatted(histograms);

    assertThatThrownBy(() -> engine.range(query, 0, 3_600_000, 330))
        .isInstanceOf(TooManySamplesException.class);
  }

  @Test
  void whatIsNoLongerHeldDoesNotCount() throws IOException {
    PromqlEngine engine = engine(settings(SERIES, 3_000, Duration.ofMinutes(1)));
    String query = "sum(m)" + " + 1".repeat(300);

    assertThat(engine.range(query, 0, 360_000, 10_000).result()).isNotNull();
  }

  @Test
  void refusesTooManySeries() {
    PromqlEngine engine = engine(settings(SERIES - 1, 1_000_000, Duration.ofMinutes(1)));

    assertThatThrownBy(() -> engine.instant("m", 3_600_000))
        .isInstanceOf(TooManySeriesException.class)
        .hasMessageContaining("more than 19 series; add label matchers");
  }

  @Test
  void refusesTooManySteps() {
    PromqlEngine engine = engine(PromqlSettings.DEFAULT);

    assertThatThrownBy(() -> engine.range("m", 0, 11_000_000, 1_000))
        .isInstanceOf(TooManyPointsException.class)
        .hasMessageContaining("11,001 points")
        .hasMessageContaining("limit is 11,000; use a larger step");
  }

  @Test
  void stopsWhenItsTimeIsOver() {
    PromqlEngine engine = engine(settings(SERIES, 1_000_000, Duration.ofNanos(1)));

    assertThatThrownBy(() -> engine.range("sum(rate(m[1h]))", 0, 3_600_000, 10_000))
        .isInstanceOf(QueryTimeoutException.class)
        .hasMessageContaining("raise the time-out");
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    PromqlEngine engine = engine(PromqlSettings.DEFAULT);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> engine.instant("m", 3_600_000))
        .isInstanceOf(QueryCancelledException.class)
        .isInstanceOf(LimitExceededException.class);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void refusesRangesThatAreNone() {
    PromqlEngine engine = engine(PromqlSettings.DEFAULT);

    assertThatThrownBy(() -> engine.range("m", 0, 10, 0)).hasMessageContaining("step");
    assertThatThrownBy(() -> engine.range("m", 10, 0, 1)).hasMessageContaining("before the start");
    assertThatThrownBy(() -> engine.range("m[1m]", 0, 10, 1))
        .hasMessage("a range query needs a scalar or an instant vector, not a range vector");
  }

  private static PromqlSettings settings(int maxSeries, long maxSamples, Duration timeout) {
    return new PromqlSettings(
        Duration.ofMinutes(5), Duration.ofMinutes(1), timeout, maxSamples, maxSeries, 11_000);
  }

  private static PromqlEngine engine(PromqlSettings settings) {
    List<Series> all = new ArrayList<>();
    for (int i = 0; i < SERIES; i++) {
      long[] times = new long[SAMPLES];
      double[] values = new double[SAMPLES];
      for (int sample = 0; sample < SAMPLES; sample++) {
        times[sample] = 3_600_000L / SAMPLES * (sample + 1);
        values[sample] = sample;
      }
      Labels labels = Labels.of(Labels.METRIC_NAME, "m", "i", Integer.toString(i));
      all.add(Series.ofNumbers(labels, false, times, values));
    }
    return new PromqlEngine(new MemorySource(all), settings);
  }
}
