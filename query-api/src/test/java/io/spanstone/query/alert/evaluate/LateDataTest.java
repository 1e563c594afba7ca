package io.spanstone.query.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.query.promql.PromqlSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Points that come in any order: those that a rule should have seen before are counted. */
class LateDataTest {
  private static final int SERIES = 3;
  private static final long LAST = 24;

  /** A point of a series, and the first evaluation that can see it. */
  private record Point(int series, long time, long seenAt, double value) {}

  /** {@code (from, to]} before the time of an evaluation, in seconds, of one series or all. */
  private record Watch(String expr, long interval, int series, long from, long to) {}

  private static final List<Watch> WATCHES =
      List.of(
          new Watch("sum(sum_over_time(m[3s]))", 1, -1, 3, 0),
          new Watch("sum(sum_over_time(m{n=\"1\"}[8s]))", 1, 1, 8, 0),
          new Watch("sum(sum_over_time(m{n=\"2\"}[5s] offset 2s))", 2, 2, 7, 2),
          new Watch("sum(sum_over_time(m{n=\"0\"}[20s]))", 4, 0, 20, 0));

  @Provide
  Arbitrary<List<Point>> points() {
    return Combinators.combine(
            Arbitraries.integers().between(0, SERIES - 1),
            Arbitraries.longs().between(1, LAST),
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(0L)), Tuple.of(1, Arbitraries.longs().between(1, 12))),
            Arbitraries.doubles().between(0, 9))
        .as((series, time, delay, value) -> new Point(series, time, time + delay, value))
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 500)
  void whatCameTooLateIsCounted(@ForAll("points") List<Point> points) throws IOException {
    List<PreparedRule> rules = WATCHES.stream().map(LateDataTest::rule).toList();
    long[] now = {0};
    PromqlQuery query =
        new PromqlQuery(
            reading -> reading.from(source(points, now)),
            new RecentSamples(1_000),
            PromqlSettings.DEFAULT);
    Map<String, Long> counted = new HashMap<>();
    for (long time = 1; time <= LAST; time++) {
      now[0] = time;
      long at = time;
      List<PreparedRule> due =
          rules.stream().filter(each -> at % each.rule().interval().toSeconds() == 0).toList();
      LateFixtures.Taken taken = new LateFixtures.Taken();
      query.ask(due, Instant.ofEpochSecond(time), taken);
      taken.byRule().forEach((id, late) -> counted.merge(id, late.points(), Long::sum));
    }
    for (Watch watch : WATCHES) {
      assertThat(counted.getOrDefault(watch.expr(), 0L))
          .as(watch.expr())
          .isEqualTo(expected(watch, points, false));
    }
  }

  /** Another process makes each evaluation, and knows how many points the one before has seen. */
  @Property(tries = 200)
  void whatCameWhileAnotherTookOverIsCounted(@ForAll("points") List<Point> points)
      throws IOException {
    long[] now = {0};
    for (Watch watch : WATCHES) {
      Long seen = null;
      long counted = 0;
      for (long time = watch.interval(); time <= LAST; time += watch.interval()) {
        now[0] = time;
        PromqlQuery query =
            new PromqlQuery(
                reading -> reading.from(source(points, now)),
                new RecentSamples(1_000),
                PromqlSettings.DEFAULT);
        LateFixtures.Taken taken = new LateFixtures.Taken();
        query.ask(List.of(rule(watch)), Instant.ofEpochSecond(time), taken);
        Lateness lateness = taken.byRule().get(watch.expr());
        assertThat(lateness.compared()).isFalse();
        counted += lateness.points(seen);
        seen = lateness.overlap().next();
      }
      assertThat(counted).as(watch.expr()).isEqualTo(expected(watch, points, true));
    }
  }

  /** Each point of each evaluation by itself. */
  private static long expected(Watch watch, List<Point> points, boolean onlyNew) {
    long late = 0;
    for (long at = 2 * watch.interval(); at <= LAST; at += watch.interval()) {
      long before = at - watch.interval();
      for (int series = 0; series < SERIES; series++) {
        if (watch.series() < 0 || watch.series() == series) {
          Map<Long, Double> then = seen(points, series, before);
          for (Map.Entry<Long, Double> each : seen(points, series, at).entrySet()) {
            boolean looked =
                each.getKey() > at - watch.from() && each.getKey() <= before - watch.to();
            boolean same =
                onlyNew
                    ? then.containsKey(each.getKey())
                    : each.getValue().equals(then.get(each.getKey()));
            if (looked && !same) {
              late++;
            }
          }
        }
      }
    }
    return late;
  }

  private static Map<Long, Double> seen(List<Point> points, int series, long at) {
    TreeMap<Long, Double> seen = new TreeMap<>();
    for (Point each : points) {
      if (each.series() == series && each.seenAt() <= at) {
        seen.put(each.time(), each.value());
      }
    }
    return seen;
  }

  private static SeriesSource source(List<Point> points, long[] now) {
    return (matchers, from, to, hints) -> {
      List<Series> found = new ArrayList<>();
      for (int n = 0; n < SERIES; n++) {
        Map<Long, Double> seen = seen(points, n, now[0]);
        Series series =
            Series.ofNumbers(
                    Labels.of(Labels.METRIC_NAME, "m", "n", Integer.toString(n)),
                    false,
                    seen.keySet().stream().mapToLong(time -> time * 1_000).toArray(),
                    seen.values().stream().mapToDouble(Double::doubleValue).toArray())
                .between(from, to);
        if (series.size() > 0
            && matchers.stream().allMatch(matcher -> matcher.matches(series.labels()))) {
          found.add(series);
        }
      }
      return found;
    };
  }

  private static PreparedRule rule(Watch watch) {
    return LateFixtures.rule(
        watch.expr(), new RuleCondition.Promql(watch.expr()), Duration.ofSeconds(watch.interval()));
  }
}
