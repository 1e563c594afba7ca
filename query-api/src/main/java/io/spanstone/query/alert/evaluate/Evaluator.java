package io.spanstone.query.alert.evaluate;

import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.query.alert.lease.Leases;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.query.alert.rule.RuleStore;
import io.spanstone.query.alert.slo.ErrorRatios;
import io.spanstone.query.alert.slo.SloStore;
import io.spanstone.query.patterns.PatternReader;
import io.spanstone.storage.Storage;
import io.spanstone.storage.metrics.MetricStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Evaluates the rules on threads of its own: two lanes of PromQL and one of logs, each by the one
 * process that holds its lease. Thread-safe.
 */
public final class Evaluator implements AutoCloseable {
  private static final int METRIC_LANES = 2;
  private static final long STOP_MILLIS = 5_000;

  private final RuleBook book;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Evaluator(RuleStore rules, SloStore slos) {
    this.book = new RuleBook(rules, slos);
  }

  /**
   * Begins to evaluate, as soon as a lease is had.
   *
   * @param sink takes what rules record
   */
  public static Evaluator start(
      AlertSettings settings,
      Storage storage,
      RuleStore rules,
      StoredAlerts alerts,
      Leases leases,
      SampleSink sink,
      InstantSource clock,
      MeterRegistry registry) {
    Evaluator evaluator = new Evaluator(rules, new SloStore(storage.documents()));
    Lane.Parts parts =
        new Lane.Parts(
            evaluator.book,
            alerts.states(),
            alerts.progress(),
            sink,
            new EvaluationMetrics(registry),
            clock,
            settings.offset());
    MetricStore metrics = storage.metrics();
    Lane.QueryFactory promql =
        recent -> new PromqlQuery(snapshots(metrics), recent, settings.promql());
    for (int lane = 0; lane < METRIC_LANES; lane++) {
      int place = lane;
      evaluator.add(
          "alerts-metrics-" + lane,
          rule -> isPromql(rule) && Math.floorMod(rule.unit().hashCode(), METRIC_LANES) == place,
          promql,
          parts,
          leases);
    }
    PatternReader patterns = new PatternReader(metrics, settings.logBudget());
    ErrorRatios ratios = new ErrorRatios(storage.red(), settings.logBudget());
    Lane.QueryFactory logs =
        recent -> new LogRuleQuery(storage.logs(), patterns, ratios, settings.logBudget());
    evaluator.add("alerts-logs", rule -> !isPromql(rule), logs, parts, leases);
    evaluator.threads.forEach(Thread::start);
    return evaluator;
  }

  /** That rules were changed here; others find out by themselves. */
  public void rulesChanged() {
    book.changed();
    lanes.forEach(Lane::wake);
  }

  /** Stops in the middle of what it does; another goes on from there. Idempotent. */
  @Override
  public void close() {
    lanes.forEach(Lane::close);
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void add(
      String name,
      Predicate<AlertRule> mine,
      Lane.QueryFactory query,
      Lane.Parts parts,
      Leases leases) {
    Lane lane = new Lane(name, mine, query, parts, leases.share(name));
    Thread thread = new Thread(lane, name);
    thread.setDaemon(true);
    lanes.add(lane);
    threads.add(thread);
  }

  private static boolean isPromql(AlertRule rule) {
    return rule.condition() instanceof RuleCondition.Promql;
  }

  private static PromqlQuery.Snapshots snapshots(MetricStore metrics) {
    return reading -> {
      Boolean unused =
          metrics.read(
              source -> {
                reading.from(source);
                return true;
              });
    };
  }
}
