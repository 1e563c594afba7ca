package io.spanstone.query.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.metric.Series;
import io.spanstone.query.promql.syntax.ValueType;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A range query is what instant queries are, step by step. */
class RangeQueryTest {
  private static final long START = (SampleMetrics.START_SECONDS + 307) * 1000;
  private static final long STEP = 170_000;
  private static final int STEPS = 21;

  private final PromqlEngine engine = new PromqlEngine(source(), PromqlSettings.DEFAULT);

  static List<Collection<String>> families() {
    return List.of(
        ComparedQueries.overRanges(),
        ComparedQueries.ofElements(),
        ComparedQueries.aggregations(),
        ComparedQueries.operations(),
        ComparedQueries.others(),
        NewQueries.all());
  }

  @ParameterizedTest
  @MethodSource("families")
  void equalsInstantQueriesStepByStep(Collection<String> queries) throws IOException {
    List<String> differences = new ArrayList<>();
    for (String old : queries) {
      String query = old.replace("holt_winters", "double_exponential_smoothing");
      if (hasNoRange(query)) {
        continue;
      }
      PlainAnswer whole = range(query);
      PlainAnswer steps = stepByStep(query);
      String difference = whole.difference(steps);
      if (!difference.isEmpty()) {
        differences.add(query + ": " + difference);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static boolean hasNoRange(String query) {
    ValueType type = Promql.parse(query).type();
    boolean vectorOrScalar = type == ValueType.INSTANT_VECTOR || type == ValueType.SCALAR;
    return !vectorOrScalar || query.contains("start()") || query.contains("end()");
  }

  private PlainAnswer range(String query) throws IOException {
    try {
      return PlainAnswer.of(engine.range(query, START, START + (STEPS - 1) * STEP, STEP));
    } catch (PromqlEvaluationException e) {
      return PlainAnswer.failed(e.getMessage());
    }
  }

  private PlainAnswer stepByStep(String query) throws IOException {
    Map<String, Map<Long, Double>> series = new TreeMap<>();
    try {
      for (int step = 0; step < STEPS; step++) {
        PlainAnswer.of(engine.instant(query, START + step * STEP))
            .series()
            .forEach(
                (labels, points) ->
                    series.computeIfAbsent(labels, same -> new TreeMap<>()).putAll(points));
      }
    } catch (PromqlEvaluationException e) {
      return PlainAnswer.failed(e.getMessage());
    }
    return new PlainAnswer("", series, "");
  }

  private static MemorySource source() {
    List<Series> series = new ArrayList<>(OpenMetricsText.series(SampleMetrics.lines()));
    series.addAll(SampleHistograms.series());
    return new MemorySource(series);
  }
}
