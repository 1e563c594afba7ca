package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.metric.SeriesSource;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.promql.PromqlEngine;
import io.spanstone.query.promql.PromqlSettings;
import io.spanstone.query.promql.QueryResult;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks PromQL. All rules of one time read the same snapshot, and what several need once. For one
 * thread.
 */
final class PromqlQuery implements RuleQuery {

  /** Opens the stored series as they are at one moment; may call {@code reading} again. */
  interface Snapshots {
    void read(Reading reading) throws IOException;
  }

  /** Something that reads series. */
  interface Reading {
    void from(SeriesSource source) throws IOException;
  }

  private final Snapshots snapshots;
  private final RecentSamples recent;
  private final PromqlSettings settings;
  private final LateData late;
  private Map<Selector, SharedSelections.Span> expected = Map.of();

  /**
   * @param recent what is not in storage yet
   * @param settings what one rule may use
   */
  PromqlQuery(Snapshots snapshots, RecentSamples recent, PromqlSettings settings) {
    this.snapshots = snapshots;
    this.recent = recent;
    this.settings = settings;
    this.late = new LateData(recent);
  }

  @Override
  public void ask(List<PreparedRule> rules, Instant at, Taker taker) throws IOException {
    snapshots.read(
        source -> {
          LateData.Round round = late.round(at.toEpochMilli());
          SharedSelections shared =
              new SharedSelections(
                  source,
                  rules.stream().map(PromqlQuery::expr).toList(),
                  round,
                  at.toEpochMilli(),
                  expected);
          Overlaps overlaps = new Overlaps(recent.over(shared));
          PromqlEngine engine = new PromqlEngine(overlaps, settings);
          for (PreparedRule rule : rules) {
            shared.readFor(rule.rule().interval());
            overlaps.readFor(expr(rule), rule.rule().interval());
            ask(engine, rule, at, taker);
            taker.late(rule, new Lateness(shared.late(), shared.compared(), overlaps.overlap()));
          }
          round.finish();
          expected = shared.asked();
        });
  }

  private static void ask(PromqlEngine engine, PreparedRule rule, Instant at, Taker taker)
      throws IOException {
    long begun = System.nanoTime();
    try {
      QueryResult result = engine.instant(expr(rule), at.toEpochMilli()).result();
      taker.found(rule, found(result), System.nanoTime() - begun);
    } catch (PromqlEvaluationException | LimitExceededException e) {
      taker.failed(rule, String.valueOf(e.getMessage()), System.nanoTime() - begun);
    }
  }

  private static Expr expr(PreparedRule rule) {
    return Objects.requireNonNull(rule.expr());
  }

  /** The elements of a vector; a scalar is one without labels. A histogram has no value. */
  static List<Found> found(QueryResult result) {
    if (result instanceof QueryResult.Scalar scalar) {
      return List.of(new Found(Labels.EMPTY, scalar.value()));
    }
    List<Found> found = new ArrayList<>();
    for (QueryResult.Element element : ((QueryResult.Vector) result).elements()) {
      found.add(
          new Found(element.labels(), element.histogram() == null ? element.value() : Double.NaN));
    }
    return found;
  }
}
