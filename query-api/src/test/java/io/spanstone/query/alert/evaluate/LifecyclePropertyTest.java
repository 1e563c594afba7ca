package io.spanstone.query.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.metric.Labels;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever holds when, whichever evaluations are left out or fail, and wherever a process is
 * replaced by one that knows only what is stored: alerts are what the whole history says.
 */
class LifecyclePropertyTest {
  private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");
  private static final int ELEMENTS = 3;

  /**
   * An evaluation.
   *
   * @param intervals after the one before; those between were left out
   * @param holds of which elements the condition holds
   * @param fails whether it gives nothing at all
   * @param restart whether a new process begins before it
   */
  private record Evaluation(int intervals, Set<Integer> holds, boolean fails, boolean restart) {}

  @Provide
  Arbitrary<List<Evaluation>> evaluations() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(1)),
                Tuple.of(1, Arbitraries.integers().between(2, 8))),
            Arbitraries.integers().between(0, ELEMENTS - 1).set().ofMaxSize(ELEMENTS),
            Arbitraries.integers().between(0, 9).map(chance -> chance == 0),
            Arbitraries.integers().between(0, 3).map(chance -> chance == 0))
        .as(Evaluation::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 500)
  void alertsAreWhatTheHistorySays(
      @ForAll("evaluations") List<Evaluation> evaluations,
      @ForAll("holdFor") int holdFor,
      @ForAll("holdFor") int keepFiringFor)
      throws Exception {
    PreparedRule rule = rule(holdFor, keepFiringFor);
    Replica process = new Replica(rule);
    Oracle oracle = new Oracle(holdFor, keepFiringFor);
    int seconds = 0;
    for (Evaluation each : evaluations) {
      seconds += each.intervals();
      if (each.restart()) {
        process.restart();
      }
      if (each.fails()) {
        continue; // what it had found stays
      }
      Set<String> told = process.evaluate(seconds, each.holds());
      Set<String> expected = oracle.evaluate(seconds, each.holds());
      assertThat(told).as("transitions at %d", seconds).isEqualTo(expected);
      assertThat(process.live()).as("alerts at %d", seconds).isEqualTo(oracle.live());
      expected.forEach(text -> Statistics.collect(text.substring(text.lastIndexOf(' ') + 1)));
    }
  }

  @Provide
  Arbitrary<Integer> holdFor() {
    return Arbitraries.of(0, 1, 2, 5);
  }

  private static PreparedRule rule(int holdFor, int keepFiringFor) {
    return PreparedRule.of(
        new AlertRule(
            "rule",
            "Rule",
            "",
            0,
            new RuleCondition.Promql("vector(1)"),
            false,
            Duration.ofSeconds(1),
            Duration.ofSeconds(holdFor),
            Duration.ofSeconds(keepFiringFor),
            "page",
            Map.of(),
            Map.of("text", "{{ $labels.element }}: {{ $value }}"),
            List.of(),
            true));
  }

  /** What we do: steps from what is in memory, and what is stored if it says anything new. */
  private static final class Replica {
    private final PreparedRule rule;
    private RuleState state = RuleState.none("rule", "lane");
    private Document stored;

    Replica(PreparedRule rule) {
      this.rule = rule;
      store();
    }

    void restart() throws Exception {
      state = StateJson.state(stored);
    }

    Set<String> evaluate(int seconds, Set<Integer> holds) throws RuleFailure {
      List<Found> found = new ArrayList<>();
      holds.forEach(
          each -> found.add(new Found(Labels.of("element", Integer.toString(each)), seconds)));
      Instant at = BEGIN.plusSeconds(seconds);
      Step step = AlertLifecycle.step(rule, state.live(), found, at);
      boolean news = !step.transitions().isEmpty() || !state.saysTheSame(step.live());
      state = new RuleState("rule", "lane", at, step.live(), step.transitions(), state.version());
      if (news) {
        store();
      }
      Set<String> told = new TreeSet<>();
      step.transitions()
          .forEach(
              each -> {
                assertThat(each.at()).isEqualTo(at);
                told.add(text(each.alert()) + " " + each.alert().state());
              });
      assertThat(told).hasSameSizeAs(step.transitions());
      return told;
    }

    Map<String, String> live() {
      Map<String, String> live = new TreeMap<>();
      state.live().values().forEach(each -> live.put(element(each.alert()), text(each.alert())));
      return live;
    }

    private void store() {
      stored =
          new Document("alert-state", "rule", StateJson.of(state, 1), new DocumentVersion(1, 1));
    }

    private static String text(Alert alert) {
      return "%s since %d, fires since %s"
          .formatted(
              element(alert),
              Duration.between(BEGIN, alert.activeAt()).toSeconds(),
              alert.firedAt() == null
                  ? "never"
                  : Duration.between(BEGIN, alert.firedAt()).toSeconds());
    }

    private static String element(Alert alert) {
      return String.valueOf(alert.labels().get("element"));
    }
  }

  /** What must be: each time told from all that was ever observed, by the words of the manual. */
  private static final class Oracle {
    private final int holdFor;
    private final int keepFiringFor;
    private final List<Integer> times = new ArrayList<>();
    private final List<Set<Integer>> held = new ArrayList<>();
    private final Map<List<Integer>, Life> lives = new HashMap<>();

    /** An alert as of an evaluation; {@code firedAt} -1 if it has not. */
    private record Life(int activeAt, int firedAt) {}

    Oracle(int holdFor, int keepFiringFor) {
      this.holdFor = holdFor;
      this.keepFiringFor = keepFiringFor;
    }

    Set<String> evaluate(int seconds, Set<Integer> holds) {
      times.add(seconds);
      held.add(holds);
      int now = times.size() - 1;
      Set<String> told = new TreeSet<>();
      for (int element = 0; element < ELEMENTS; element++) {
        Life before = life(element, now - 1);
        Life life = life(element, now);
        if (life == null && before != null) {
          AlertState end = before.firedAt() < 0 ? AlertState.INACTIVE : AlertState.RESOLVED;
          told.add(text(element, before) + " " + end);
        } else if (life != null && !life.equals(before)) {
          AlertState state = life.firedAt() < 0 ? AlertState.PENDING : AlertState.FIRING;
          told.add(text(element, life) + " " + state);
        }
      }
      return told;
    }

    Map<String, String> live() {
      Map<String, String> live = new TreeMap<>();
      for (int element = 0; element < ELEMENTS; element++) {
        Life life = life(element, times.size() - 1);
        if (life != null) {
          live.put(Integer.toString(element), text(element, life));
        }
      }
      return live;
    }

    /** The alert as of the n-th evaluation; null if there is none. */
    private Life life(int element, int n) {
      List<Integer> key = List.of(element, n);
      if (n >= 0 && !lives.containsKey(key)) {
        lives.put(key, find(element, n));
      }
      return lives.get(key);
    }

    private Life find(int element, int n) {
      int first = n;
      while (first > 0 && isOneLife(element, first)) {
        first--;
      }
      if (first == n && !held.get(n).contains(element)) {
        return null;
      }
      int fired = -1;
      for (int i = n; i >= first; i--) {
        if (held.get(i).contains(element) && times.get(i) - times.get(first) >= holdFor) {
          fired = times.get(i);
        }
      }
      return new Life(times.get(first), fired);
    }

    /** Whether an alert that was there at the evaluation before is the same one at this. */
    private boolean isOneLife(int element, int n) {
      Life before = life(element, n - 1);
      if (before == null) {
        return false;
      }
      if (held.get(n).contains(element)) {
        return true;
      }
      int since = n;
      while (!held.get(since - 1).contains(element)) {
        since--;
      }
      return before.firedAt() >= 0 && times.get(n) - times.get(since) < keepFiringFor;
    }

    private static String text(int element, Life life) {
      return "%d since %d, fires since %s"
          .formatted(element, life.activeAt(), life.firedAt() < 0 ? "never" : "" + life.firedAt());
    }
  }
}
