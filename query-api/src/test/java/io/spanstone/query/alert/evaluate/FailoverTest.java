package io.spanstone.query.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.query.alert.Transition;
import io.spanstone.query.alert.TransitionPage;
import io.spanstone.query.alert.history.HistoryLog;
import io.spanstone.query.alert.lease.Leases;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.query.alert.rule.RuleStore;
import io.spanstone.query.promql.PromqlSettings;
import io.spanstone.storage.Storage;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Evaluators, one of which is cut off, then Elasticsearch: what is written is what one evaluator
 * would have found that was never disturbed.
 */
@ExtendWith(SharedElasticsearch.class)
class FailoverTest {
  private static final String PREFIX = "alert_failover";
  private static final Duration FAILOVER_WITHIN = Duration.ofSeconds(15);

  /**
   * Each but the first takes over when the one before is killed, until one is within that time: the
   * machine may be too busy with others' work now and then. By their names each shares the lanes of
   * rules with the one before.
   */
  private static final List<String> NAMES = List.of("first", "second", "another", "later");

  /** What happens is a function of time alone, so that it can be known. */
  private static List<AlertRule> rules(Instant from) {
    List<AlertRule> rules = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      String expr =
          "(vector(time() %% %d < bool %d) == 1) and (vector(time()) >= %d)"
              .formatted(5 + n, 3 + n / 2, from.getEpochSecond());
      rules.add(
          new AlertRule(
              "rule-" + n,
              "Rule" + n,
              n < 3 ? "" : "together",
              n,
              new RuleCondition.Promql(expr),
              false,
              Duration.ofSeconds(1),
              Duration.ofSeconds(n % 3),
              Duration.ofSeconds(n % 2),
              "",
              Map.of(),
              Map.of(),
              List.of(),
              true));
    }
    return rules;
  }

  @Test
  void nothingIsLostOrDoubled(URI elasticsearch) throws Exception {
    Instant from =
        Instant.now().plusSeconds(10); // by then the first evaluates, on a busy machine, too
    List<AlertRule> rules = rules(from);
    try (Gate gate = new Gate(elasticsearch);
        Storage watching = storage(elasticsearch);
        Processes processes = new Processes(gate.uri())) {
      RuleStore store = new RuleStore(watching.documents());
      for (AlertRule rule : rules) {
        store.create(rule);
      }
      ProgressStore progress = new ProgressStore(watching.documents());
      Running running = processes.start();
      await("the first evaluates", () -> until(progress, rules).isAfter(from.plusSeconds(3)));
      Duration failover = FAILOVER_WITHIN;
      for (int kill = 1; kill < NAMES.size() && failover.compareTo(FAILOVER_WITHIN) >= 0; kill++) {
        Running next = processes.start();
        await("both evaluate", () -> next.lanes() > 0);
        running.kill();
        running = next;
        Instant killed = until(progress, rules);
        long begun = System.nanoTime();
        await("the next goes on", () -> until(progress, rules).isAfter(killed.plusSeconds(1)));
        failover = Duration.ofNanos(System.nanoTime() - begun);
      }
      assertThat(failover).as("failover").isLessThan(FAILOVER_WITHIN);
      assertThat(running.lanes()).isPositive();
      gate.shut();
      TimeUnit.SECONDS.sleep(3);
      gate.open();
      Instant cut = until(progress, rules);
      await(
          "it goes on after the outage",
          () ->
              until(progress, rules).isAfter(cut.plusSeconds(6))
                  && until(progress, rules).isAfter(from.plusSeconds(22)));
      running.end();
      Instant end = until(progress, rules);
      assertThat(written(watching, end)).isEqualTo(expected(rules, from, end));
    }
  }

  /** What is in the history up to a time; each transition once, as they come. */
  private static Set<String> written(Storage storage, Instant end) throws IOException {
    TreeSet<String> written = new TreeSet<>();
    List<String> all = new ArrayList<>();
    HistoryLog history = new HistoryLog(storage.alertTransitions(), InstantSource.system());
    String cursor = null;
    TransitionPage page;
    do {
      page = history.transitionsSince(cursor, 100);
      for (Transition each : page.transitions()) {
        if (!each.at().isAfter(end)) {
          all.add(text(each));
        }
      }
      cursor = page.cursor();
    } while (page.transitions().size() == 100);
    written.addAll(all);
    assertThat(all).doesNotHaveDuplicates();
    return written;
  }

  /** The slow but certain way. */
  private static Set<String> expected(List<AlertRule> rules, Instant from, Instant end)
      throws Exception {
    TreeSet<String> expected = new TreeSet<>();
    Map<String, Map<String, LiveAlert>> live = new HashMap<>();
    PromqlQuery query =
        new PromqlQuery(
            reading -> reading.from((matchers, start, to, hints) -> List.of()),
            new RecentSamples(1000),
            PromqlSettings.DEFAULT);
    for (Instant at = Instant.ofEpochSecond(from.getEpochSecond() - 1);
        !at.isAfter(end);
        at = at.plusSeconds(1)) {
      for (Evaluated each :
          GroupEvaluation.run(
              query,
              rules.stream().map(PreparedRule::of).toList(),
              at,
              id -> live.getOrDefault(id, Map.of()),
              new RuleSamples(),
              new RecentSamples(1000))) {
        live.put(each.rule().rule().id(), each.step().live());
        each.step().transitions().forEach(transition -> expected.add(text(transition)));
      }
    }
    assertThat(expected).hasSizeGreaterThan(40);
    return expected;
  }

  private static String text(Transition each) {
    return each.at()
        + " "
        + each.alert().name()
        + " "
        + each.alert().state()
        + " since "
        + each.alert().activeAt();
  }

  /** The time up to which all rules were evaluated. */
  private static Instant until(ProgressStore progress, List<AlertRule> rules) throws IOException {
    Map<String, RuleOutcome> outcomes = progress.outcomes();
    Instant until = Instant.MAX;
    for (AlertRule rule : rules) {
      RuleOutcome outcome = outcomes.getOrDefault(rule.id(), RuleOutcome.NONE);
      assertThat(outcome.lastError()).isNull();
      Instant last = outcome.lastEvaluation();
      until = last == null ? Instant.MIN : last.isBefore(until) ? last : until;
    }
    return until;
  }

  private static Storage storage(URI uri) {
    return Storage.connect(StorageSettings.local(uri).withIndexPrefix(PREFIX));
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** All that were started, so that none goes on when the test fails. */
  private static final class Processes implements AutoCloseable {
    private final URI elasticsearch;
    private final List<Running> started = new ArrayList<>();

    Processes(URI elasticsearch) {
      this.elasticsearch = elasticsearch;
    }

    Running start() {
      Running next = new Running(elasticsearch, NAMES.get(started.size()));
      started.add(next);
      return next;
    }

    @Override
    public void close() {
      started.forEach(Running::end);
    }
  }

  /** What a process has. */
  private static final class Running {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Storage storage;
    private final Leases leases;
    private final Evaluator evaluator;
    private boolean ended;

    Running(URI elasticsearch, String name) {
      storage = storage(elasticsearch);
      leases = Leases.start(storage.documents(), name);
      AlertSettings settings =
          new AlertSettings(
              name,
              Duration.ofSeconds(1),
              PromqlSettings.DEFAULT,
              Duration.ofSeconds(5),
              URI.create("http://127.0.0.1:1"));
      evaluator =
          Evaluator.start(
              settings,
              storage,
              new RuleStore(storage.documents()),
              new StoredAlerts(
                  storage.documents(),
                  new HistoryLog(storage.alertTransitions(), InstantSource.system())),
              leases,
              samples -> {},
              InstantSource.system(),
              registry);
    }

    double lanes() {
      return registry.get("spanstone.alerts.lanes").gauge().value();
    }

    /** Without a good-bye: nothing that it wants to write arrives. */
    void kill() {
      storage.close();
      end();
    }

    void end() {
      if (!ended) {
        ended = true;
        evaluator.close();
        leases.close();
        storage.close();
      }
    }
  }
}
