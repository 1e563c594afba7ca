package io.spanstone.query.promql;

import static io.spanstone.query.promql.Answers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The function info, which adds the labels of target_info and the like. */
class InfoTest {
  private static final String UP = "{__name__=\"up\", ";

  private final PromqlEngine engine =
      new PromqlEngine(
          new MemorySource(
              one(60, "up", "job", "shop", "instance", "a"),
              one(60, "up", "job", "shop", "instance", "b"),
              one(60, "up", "job", "shop", "instance", "c", "zone", "own"),
              one(60, "up", "kind", "neither"),
              one(20, "target_info", "job", "shop", "instance", "a", "host", "old"),
              one(50, "target_info", "job", "shop", "instance", "a", "host", "h1", "zone", "z1"),
              one(50, "target_info", "job", "shop", "instance", "c", "host", "h3", "zone", "z3"),
              one(50, "target_info", "host", "of nobody"),
              one(50, "build_info", "job", "shop", "instance", "b", "version", "2"),
              one(50, "twin_info", "job", "shop", "instance", "a", "side", "left"),
              one(50, "twin_info", "job", "shop", "instance", "a", "side", "right"),
              one(50, "other_info", "job", "shop", "instance", "a", "host", "other")),
          PromqlSettings.DEFAULT);

  @Test
  void addsAllLabelsOfTheNewestTargetInfo() throws IOException {
    assertThat(vector(engine, "info(up)", 60).keySet())
        .containsExactlyInAnyOrder(
            UP + "host=\"h1\", instance=\"a\", job=\"shop\", zone=\"z1\"}",
            UP + "instance=\"b\", job=\"shop\"}",
            UP + "host=\"h3\", instance=\"c\", job=\"shop\", zone=\"own\"}",
            UP + "kind=\"neither\"}");
  }

  @Test
  void addsTheLabelsThatAreAskedFor() throws IOException {
    assertThat(vector(engine, "info(2 * up, {host=~\".+\"})", 60))
        .isEqualTo(
            Map.of(
                "{host=\"h1\", instance=\"a\", job=\"shop\"}", 2.0,
                "{host=\"h3\", instance=\"c\", job=\"shop\", zone=\"own\"}", 2.0));
    assertThat(vector(engine, "info(up, {host=~\".*\"})", 60)).hasSize(4);
    assertThat(vector(engine, "info(up, {host=\"old\"})", 60).keySet())
        .containsExactly(UP + "host=\"old\", instance=\"a\", job=\"shop\"}");
  }

  @Test
  void looksForOtherInfoMetrics() throws IOException {
    assertThat(vector(engine, "info(up, {\"build_info\", version=~\".+\"})", 60).keySet())
        .containsExactly(UP + "instance=\"b\", job=\"shop\", version=\"2\"}");
    assertThat(
            vector(engine, "info(up{instance=\"b\"}, {__name__!~\"(target|twin)_info\"})", 60)
                .keySet())
        .containsExactly(UP + "instance=\"b\", job=\"shop\", version=\"2\"}");
  }

  @Test
  void leavesInfoMetricsAsTheyAre() throws IOException {
    assertThat(vector(engine, "info(target_info)", 60))
        .isEqualTo(vector(engine, "target_info", 60));
  }

  @Test
  void isAsGoodAsAJoin() throws IOException {
    List<Series> samples = OpenMetricsText.series(SampleMetrics.lines());
    PromqlEngine many = new PromqlEngine(new MemorySource(samples), PromqlSettings.DEFAULT);
    long begin = samples.get(0).timeMillis(0);
    String info = "info(-temperature, {\"build_info\", version=~\".+\"})";
    String join = "-temperature * on (job, instance) group_left (version) build_info";

    PlainAnswer joined = PlainAnswer.of(many.range(join, begin, begin + 1_000_000, 50_000));

    assertThat(joined.series()).isNotEmpty();
    assertThat(
            PlainAnswer.of(many.range(info, begin, begin + 1_000_000, 50_000)).difference(joined))
        .isEmpty();
  }

  @Test
  void refusesWhatIsNotClear() {
    assertThatThrownBy(() -> engine.instant("info(up, {\"twin_info\"})", 60_000))
        .isInstanceOf(PromqlEvaluationException.class)
        .hasMessageContaining("two info series have the same job, instance and time");
    assertThatThrownBy(
            () -> engine.instant("info(up, {__name__=~\"(target|other)_info\"})", 60_000))
        .isInstanceOf(PromqlEvaluationException.class)
        .hasMessageContaining("disagree on label host");
  }

  private static Series one(long timeSeconds, String name, String... labels) {
    Labels all = Labels.of(Labels.METRIC_NAME, name);
    for (int i = 0; i < labels.length; i += 2) {
      all = all.with(labels[i], labels[i + 1]);
    }
    return Series.ofNumbers(all, false, new long[] {timeSeconds * 1000}, new double[] {1});
  }
}
