package io.spanstone.query.promql;

import static io.spanstone.query.promql.Answers.series;
import static io.spanstone.query.promql.Answers.value;
import static io.spanstone.query.promql.Answers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import io.spanstone.query.promql.function.RangeFunctions;
import io.spanstone.query.promql.function.VectorFunctions;
import io.spanstone.query.promql.syntax.FunctionSignature;
import io.spanstone.query.promql.syntax.FunctionSignatures;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What Prometheus 3 has and 2.42 has not, by hand. */
class NewFunctionsTest {
  private final PromqlEngine engine = new PromqlEngine(source(), PromqlSettings.DEFAULT);

  @Test
  void everyFunctionIsThere() {
    assertThat(FunctionSignatures.all())
        .extracting(FunctionSignature::name)
        .allSatisfy(
            name ->
                assertThat(
                        VectorFunctions.of(name) != null
                            || RangeFunctions.of(name) != null
                            || name.equals("absent_over_time")
                            || name.equals("info"))
                    .isTrue());
  }

  @Test
  void figuresOverTime() throws IOException {
    assertThat(value(engine, "mad_over_time(m[1m])", 60)).isEqualTo(1);
    assertThat(value(engine, "first_over_time(m[1m])", 60)).isEqualTo(4);
    assertThat(value(engine, "ts_of_first_over_time(m[1m])", 60)).isEqualTo(10);
    assertThat(value(engine, "ts_of_last_over_time(m[1m])", 60)).isEqualTo(60);
    assertThat(value(engine, "ts_of_min_over_time(m[1m])", 60)).isEqualTo(40);
    assertThat(value(engine, "ts_of_max_over_time(m[1m])", 60)).isEqualTo(60);
  }

  @Test
  void firstAndLastKeepTheName() throws IOException {
    assertThat(vector(engine, "first_over_time(m[1m])", 60)).containsKey("{__name__=\"m\"}");
    assertThat(vector(engine, "last_over_time(m[1m])", 60)).containsKey("{__name__=\"m\"}");
    assertThat(vector(engine, "max_over_time(m[1m])", 60)).containsKey("{}");
  }

  @Test
  void numbersAndDurationsAreTheSame() throws IOException {
    assertThat(value(engine, "sum_over_time(m[60])", 60)).isEqualTo(23);
    assertThat(value(engine, "m + 5m", 60)).isEqualTo(309);
    assertThat(value(engine, "m offset 10", 60)).isEqualTo(3);
  }

  @Test
  void sortsByLabelsAsPeopleCount() throws IOException {
    assertThat(vector(engine, "sort_by_label(node, \"name\")", 60).keySet())
        .containsExactly(names("n1", "n2", "n9", "n10", "n11"));
    assertThat(vector(engine, "sort_by_label_desc(node, \"nothing\", \"name\")", 60).keySet())
        .containsExactly(names("n11", "n10", "n9", "n2", "n1"));
  }

  @Test
  void limitsTheNumberOfElements() throws IOException {
    assertThat(vector(engine, "limitk(2, node)", 60)).hasSize(2);
    assertThat(vector(engine, "limitk(0, node)", 60)).isEmpty();
    assertThat(vector(engine, "limitk(9, node)", 60)).hasSize(5);
  }

  @Test
  void aRatioAndItsRestAreTheWhole() throws IOException {
    for (int tenths = 1; tenths < 10; tenths++) {
      String ratio = "0." + tenths;
      Set<String> part = vector(engine, "limit_ratio(" + ratio + ", node)", 60).keySet();
      Set<String> rest = vector(engine, "limit_ratio(" + ratio + " - 1, node)", 60).keySet();

      Set<String> both = new TreeSet<>(part);
      both.addAll(rest);
      assertThat(both).hasSize(5).hasSize(part.size() + rest.size());
    }
  }

  @Test
  void classicHistogramsHaveFractions() throws IOException {
    assertThat(value(engine, "histogram_fraction(0, 1, h_bucket)", 60)).isEqualTo(0.4);
    assertThat(value(engine, "histogram_fraction(0.5, 2, h_bucket)", 60)).isEqualTo(0.4);
    assertThat(value(engine, "histogram_fraction(2, +Inf, h_bucket)", 60)).isEqualTo(0.4);
    assertThat(value(engine, "histogram_fraction(3, +Inf, h_bucket)", 60)).isEqualTo(0.4);
    assertThat(value(engine, "histogram_fraction(2, 1, h_bucket)", 60)).isZero();
  }

  @Test
  void severalQuantilesAtOnceHaveALabelEach() throws IOException {
    assertThat(vector(engine, "histogram_quantiles(h_bucket, \"q\", 0.2, 0.5, 1)", 60))
        .isEqualTo(Map.of("{q=\"0.2\"}", 0.5, "{q=\"0.5\"}", 1.5, "{q=\"1.0\"}", 2.0));
    assertThat(vector(engine, "histogram_quantiles(h_bucket, \"q\", time() / 300)", 60))
        .isEqualTo(Map.of("{q=\"0.2\"}", 0.5));
    assertThatThrownBy(() -> engine.instant("histogram_quantiles(h_bucket, \"\", 0.5)", 60_000))
        .isInstanceOf(PromqlEvaluationException.class)
        .hasMessageContaining("needs the name of a label");
  }

  @Test
  void aQueryKnowsItsTimes() throws IOException {
    String times = "vector(start() + 10 * end() + 100 * step() + 1000 * range())";
    QueryAnswer answer = engine.range(times, 60_000, 90_000, 15_000);

    assertThat(((QueryResult.Matrix) answer.result()).series().get(0).value(1))
        .isEqualTo(60 + 900 + 1500 + 30_000);
    assertThat(value(engine, times, 60)).isEqualTo(660);
    assertThat(value(engine, "sum_over_time(vector(start())[1m:30s])", 60)).isEqualTo(120);
    assertThat(value(engine, "vector(min_of(2, time()) + max_of(100, time()))", 60)).isEqualTo(102);
    assertThat(value(engine, "vector(min_of(NaN, 1))", 60)).isNaN();
  }

  @Test
  void warnsOfWhatMayNotBeMeant() throws IOException {
    assertThat(engine.instant("rate(m[1m])", 60_000).infos())
        .containsExactly(
            "metric might not be a counter, name does not end in _total, _sum, _count or _bucket:"
                + " m");
    assertThat(engine.instant("rate(h_bucket[1m]) + delta(m[1m])", 60_000).infos()).isEmpty();
    for (String query : List.of("quantile(2, m)", "quantile_over_time(2, m[1m])")) {
      assertThat(engine.instant(query, 60_000).warnings())
          .containsExactly("quantile value should be between 0 and 1, got 2.0");
    }
    assertThat(engine.instant("histogram_quantile(-1, h_bucket)", 60_000).warnings())
        .containsExactly("quantile value should be between 0 and 1, got -1.0");
    assertThat(engine.instant("histogram_quantile(0.5, 1 / h_bucket)", 60_000).infos())
        .singleElement()
        .asString()
        .startsWith("input to histogram_quantile needed to be fixed for monotonicity");
    assertThat(engine.instant("histogram_quantile(0.5, h_bucket)", 60_000).infos()).isEmpty();
  }

  @Test
  void warnsOfWhatItLeavesOut() throws IOException {
    QueryAnswer answer = engine.instant("histogram_quantile(0.5, node)", 60_000);

    assertThat(((QueryResult.Vector) answer.result()).elements()).isEmpty();
    assertThat(answer.warnings()).containsExactly("left out node: its label le is no number: \"\"");
  }

  @Test
  void datesOfWhatIsNoDateAreNoNumbers() throws IOException {
    assertThat(value(engine, "year(vector(1e300))", 60)).isNaN();
    assertThat(value(engine, "hour(vector(NaN))", 60)).isNaN();
    assertThat(value(engine, "year(vector(253402300800))", 60)).isEqualTo(10_000);
  }

  @Test
  void refusesParametersOutOfRange() {
    assertThatThrownBy(() -> engine.instant("double_exponential_smoothing(m[1m], 1, 0.5)", 60_000))
        .isInstanceOf(PromqlEvaluationException.class)
        .hasMessageContaining("smoothing factor");
    assertThatThrownBy(() -> engine.instant("topk(NaN, m)", 60_000))
        .isInstanceOf(PromqlEvaluationException.class)
        .hasMessageContaining("the parameter of topk is NaN");
    assertThatThrownBy(() -> engine.instant("label_replace(m, \"a\", \"\", \"b\", \"(\")", 60_000))
        .isInstanceOf(PromqlEvaluationException.class)
        .hasMessageContaining("RE2");
  }

  private static String[] names(String... names) {
    List<String> labels = new ArrayList<>();
    for (String name : names) {
      labels.add("{__name__=\"node\", name=\"" + name + "\"}");
    }
    return labels.toArray(String[]::new);
  }

  private static MemorySource source() {
    List<Series> all = new ArrayList<>();
    all.add(series("m", false, 10, 4, 20, 3, 30, 2, 40, 2, 50, 3, 60, 9));
    for (String name : List.of("n1", "n10", "n11", "n2", "n9")) {
      all.add(one(1, "node", "name", name));
    }
    all.add(one(4, "h_bucket", "le", "1"));
    all.add(one(6, "h_bucket", "le", "2"));
    all.add(one(10, "h_bucket", "le", "+Inf"));
    return new MemorySource(all);
  }

  private static Series one(double value, String name, String label, String labelValue) {
    return Series.ofNumbers(
        Labels.of(Labels.METRIC_NAME, name, label, labelValue),
        false,
        new long[] {60_000},
        new double[] {value});
  }
}
