package io.spanstone.query.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.query.promql.syntax.PromqlSyntaxException;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import io.spanstone.testkit.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real Prometheus and the engine give the same answers over the same samples. */
@TestInstance(Lifecycle.PER_CLASS)
class PrometheusComparisonTest {
  private static final long MIDDLE = SampleMetrics.START_SECONDS + 1807;
  private static final long START = SampleMetrics.START_SECONDS + 1127;
  private static final long END = SampleMetrics.START_SECONDS + 3957;
  private static final long STEP = 130;

  private final PromqlEngine engine =
      new PromqlEngine(
          new MemorySource(OpenMetricsText.series(SampleMetrics.lines())), PromqlSettings.DEFAULT);
  private PrometheusServer prometheus;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException, InterruptedException {
    Tools.require("prometheus");
    prometheus = PrometheusServer.start(directory, SampleMetrics.lines());
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  static Stream<Arguments> families() {
    return Stream.of(
        Arguments.of("functions of ranges", ComparedQueries.overRanges()),
        Arguments.of("functions of elements", ComparedQueries.ofElements()),
        Arguments.of("aggregations", ComparedQueries.aggregations()),
        Arguments.of("operators", ComparedQueries.operations()),
        Arguments.of("others", ComparedQueries.others()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void answersInstantQueriesAlike(String family, Collection<String> queries)
      throws IOException, InterruptedException {
    List<String> differences = new ArrayList<>();
    for (String query : queries) {
      PlainAnswer theirs = PlainAnswer.of(prometheus.instant(query, MIDDLE));
      PlainAnswer ours = ask(() -> engine.instant(modern(query), MIDDLE * 1000));
      compare(query, ours, theirs, differences);
      if (query.startsWith("sort") || query.startsWith("topk (") || query.startsWith("bottomk (")) {
        compareOrder(query, ours, theirs, differences);
      }
    }
    assertThat(differences).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void answersRangeQueriesAlike(String family, Collection<String> queries)
      throws IOException, InterruptedException {
    List<String> differences = new ArrayList<>();
    for (String query : queries) {
      PlainAnswer theirs = PlainAnswer.of(prometheus.range(query, START, END, STEP));
      PlainAnswer ours =
          ask(() -> engine.range(modern(query), START * 1000, END * 1000, STEP * 1000));
      compare(query, ours, theirs, differences);
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void answersRandomQueriesAlike() throws IOException, InterruptedException {
    List<String> differences = new ArrayList<>();
    int answered = 0;
    for (int seed = 0; seed < 2000; seed++) {
      String query = RandomOldQueries.query(new Random(seed));
      PlainAnswer theirs = PlainAnswer.of(prometheus.range(query, START, END, STEP));
      PlainAnswer ours =
          ask(() -> engine.range(modern(query), START * 1000, END * 1000, STEP * 1000));
      compare(query, ours, theirs, differences);
      answered += theirs.series().isEmpty() ? 0 : 1;
    }
    assertThat(differences).isEmpty();
    assertThat(answered).isGreaterThan(500);
  }

  private static PlainAnswer ask(Callable<QueryAnswer> question) {
    try {
      return PlainAnswer.of(question.call());
    } catch (PromqlSyntaxException | PromqlEvaluationException | IllegalArgumentException e) {
      return PlainAnswer.failed(e.toString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void compare(
      String query, PlainAnswer ours, PlainAnswer theirs, List<String> differences) {
    String difference = ours.difference(theirs);
    if (!difference.isEmpty()) {
      differences.add(query + ": " + difference);
    }
  }

  private static void compareOrder(
      String query, PlainAnswer ours, PlainAnswer theirs, List<String> differences) {
    List<Double> a = firstValues(ours);
    List<Double> b = firstValues(theirs);
    if (!a.toString().equals(b.toString())) {
      differences.add(query + ": order " + a + " <> " + b);
    }
  }

  private static List<Double> firstValues(PlainAnswer answer) {
    return answer.series().values().stream()
        .map(points -> (double) Math.round(points.values().iterator().next() * 1e6))
        .toList();
  }

  /** What was renamed since 2.42. */
  private static String modern(String query) {
    return query.replace("holt_winters", "double_exponential_smoothing");
  }
}
