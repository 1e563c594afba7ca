package io.spanstone.query.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.metric.Series;
import io.spanstone.query.promql.syntax.Formatter;
import io.spanstone.query.promql.syntax.PromqlSyntaxException;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Whatever is asked, there is an answer or a reason. */
class RandomQueriesTest {
  private static final long START = (SampleMetrics.START_SECONDS + 1207) * 1000;
  private static final long STEP = 170_000;
  private static final int STEPS = 4;
  private static final long[] DURATIONS = {50_000, 70_000, 130_000, 310_000};
  private static final List<String> PIECES =
      List.of(
          "a",
          "rate",
          "sum",
          "topk",
          "(",
          ")",
          "(a[5m])",
          "{",
          "}",
          "[",
          "]",
          "[5m]",
          "[5m:1m]",
          "5",
          "1e3",
          "0x",
          "5m",
          "\"s\"",
          "'",
          "\\",
          "+",
          "-",
          "^",
          "==",
          "=~",
          "bool",
          "and",
          "on",
          "by",
          "(x)",
          ",",
          "offset",
          "@",
          "start()",
          "#",
          "\n",
          " ",
          "é",
          "{a=\"b\"}");

  private final PromqlEngine engine = new PromqlEngine(source(), PromqlSettings.DEFAULT);

  @Property(tries = 5000)
  void everyTextIsReadOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      text.append(random.nextBoolean() ? " " : "");
    }
    try {
      String formatted = Promql.format(text.toString());
      assertThat(Promql.parse(formatted)).isEqualTo(Promql.parse(text.toString()));
    } catch (PromqlSyntaxException refused) {
      assertThat(refused).hasMessageMatching("(?s)\\d+:\\d+: .+");
      assertThat(refused.line()).isPositive();
      assertThat(refused.column()).isPositive();
    }
  }

  @Property(tries = 1500)
  void aRangeQueryIsItsInstantQueries(@ForAll long seed) {
    String query =
        Formatter.format(expressions(new Random(seed)).vectorOrScalar(3))
            .replaceAll("@ (start\\(\\)|end\\(\\)|-?[0-9.]+)", "@ " + (START / 1000 + 260));
    PlainAnswer whole =
        ask(() -> PlainAnswer.of(engine.range(query, START, START + (STEPS - 1) * STEP, STEP)));
    PlainAnswer steps = ask(() -> stepByStep(query));

    assertThat(whole.difference(steps)).as(query).isEmpty();
    Statistics.collect(whole.isFailure() ? "refused" : whole.series().isEmpty() ? "none" : "some");
  }

  private PlainAnswer stepByStep(String query) throws IOException {
    Map<String, Map<Long, Double>> series = new TreeMap<>();
    for (int step = 0; step < STEPS; step++) {
      PlainAnswer.of(engine.instant(query, START + step * STEP))
          .series()
          .forEach(
              (labels, points) ->
                  series.computeIfAbsent(labels, same -> new TreeMap<>()).putAll(points));
    }
    return new PlainAnswer("", series, "");
  }

  private static PlainAnswer ask(Callable<PlainAnswer> question) {
    try {
      return question.call();
    } catch (PromqlEvaluationException e) {
      return PlainAnswer.failed(e.getMessage());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static RandomExpressions expressions(Random random) {
    return new RandomExpressions(
        random,
        List.of(
            "temperature",
            "queue_length",
            "requests_total",
            "sparse",
            "odd",
            "latency_bucket",
            "span_duration_seconds",
            "request_seconds"),
        List.of("job", "instance", "le", "status"),
        List.of("shop", "i1", "ok", "0.5", "job"),
        () -> DURATIONS[random.nextInt(DURATIONS.length)]);
  }

  private static MemorySource source() {
    List<Series> series = new ArrayList<>(OpenMetricsText.series(SampleMetrics.lines()));
    series.addAll(SampleHistograms.series());
    return new MemorySource(series);
  }
}
