package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.Transition;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.storage.document.DocumentVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a lane knows while it holds its lease: what is stored, and who wrote it. If anything goes
 * wrong it is thrown away and read again. For one thread.
 */
final class LaneMemory {
  private static final long REFRESH_SECONDS = 60;

  private final String lane;
  private final long epoch;
  private final StateStore states;
  private final ProgressStore progress;
  private final Map<String, RuleState> known = new HashMap<>();
  private final Map<String, RuleOutcome> outcomes = new HashMap<>();
  private @Nullable DocumentVersion progressVersion;
  private Instant until;

  private LaneMemory(
      String lane, long epoch, StateStore states, ProgressStore progress, Instant until) {
    this.lane = lane;
    this.epoch = epoch;
    this.states = states;
    this.progress = progress;
    this.until = until;
  }

  /**
   * Reads what is stored, and writes down what its writer did not come to.
   *
   * @param beginning from where to go on if the lane was never evaluated
   */
  static LaneMemory load(
      String lane, long epoch, StateStore states, ProgressStore progress, Instant beginning)
      throws IOException {
    LaneMemory memory = new LaneMemory(lane, epoch, states, progress, beginning);
    ProgressStore.Progress stored = progress.get(lane).orElse(null);
    if (stored != null) {
      memory.until = stored.until();
      memory.outcomes.putAll(stored.outcomes());
      memory.progressVersion = stored.version();
    }
    for (RuleState state : states.list()) {
      if (state.lane().equals(lane)) {
        states.settle(state);
        memory.known.put(state.ruleId(), state);
      }
    }
    return memory;
  }

  long epoch() {
    return epoch;
  }

  /** The time up to which everything was evaluated. */
  Instant until() {
    return until;
  }

  /** Leaves evaluations out. */
  void skipTo(Instant time) {
    until = time;
  }

  void missed(String ruleId, long evaluations) {
    outcomes.put(ruleId, outcomes.getOrDefault(ruleId, RuleOutcome.NONE).missed(evaluations));
  }

  /** Learns the states of rules that are new here, and ends the alerts of those that are gone. */
  int reconcile(List<PreparedRule> mine, Set<String> all, RuleSamples samples) throws IOException {
    Set<String> ids = new HashSet<>();
    for (PreparedRule rule : mine) {
      String id = rule.rule().id();
      ids.add(id);
      if (!known.containsKey(id)) {
        known.put(id, states.get(id).orElse(RuleState.none(id, lane)));
      }
    }
    int ended = 0;
    for (String id : List.copyOf(known.keySet())) {
      if (!ids.contains(id)) {
        ended += all.contains(id) ? 0 : end(Objects.requireNonNull(known.get(id)));
        known.remove(id);
        outcomes.remove(id);
        samples.forget(id);
      }
    }
    return ended;
  }

  Map<String, LiveAlert> live(String ruleId) {
    RuleState state = known.get(ruleId);
    return state == null ? Map.of() : state.live();
  }

  /** Whether the rule was evaluated for this time already. */
  boolean isBehind(String ruleId, Instant time) {
    RuleState state = known.get(ruleId);
    return state == null || state.at().isBefore(time);
  }

  /**
   * Keeps what an evaluation gave; stores it if that says anything new.
   *
   * @return how many points came late
   */
  long keep(Evaluated each, Instant at) throws IOException {
    AlertRule rule = each.rule().rule();
    String id = rule.id();
    RuleOutcome before = outcomes.getOrDefault(id, RuleOutcome.NONE);
    long late = each.lateness().points(seenBefore(rule, before, at));
    outcomes.put(id, before.evaluated(at, each.error(), each.nanos(), late, seen(each)));
    Step step = each.step();
    if (step == null) {
      return late;
    }
    RuleState old = Objects.requireNonNull(known.get(id));
    RuleState now = new RuleState(id, lane, at, step.live(), step.transitions(), old.version());
    boolean news = !step.transitions().isEmpty() || !old.saysTheSame(step.live());
    boolean refresh = !step.live().isEmpty() && minute(old.at()) != minute(at);
    known.put(id, news || refresh ? states.save(now, epoch) : now);
    return late;
  }

  private static RuleOutcome.@Nullable Seen seen(Evaluated each) {
    Lateness.Overlap overlap = each.lateness().overlap();
    return overlap == null || each.error() != null
        ? null
        : new RuleOutcome.Seen(overlap.next(), hash(each.rule().rule()));
  }

  /** What the evaluation just before has seen; null if there is none, or of another condition. */
  private static @Nullable Long seenBefore(AlertRule rule, RuleOutcome before, Instant at) {
    RuleOutcome.Seen seen = before.seen();
    Instant last = before.lastEvaluation();
    return seen == null
            || last == null
            || seen.of() != hash(rule)
            || !last.plus(rule.interval()).equals(at)
        ? null
        : seen.points();
  }

  private static int hash(AlertRule rule) {
    return (rule.condition() + " " + rule.interval()).hashCode();
  }

  /** Stores that everything was evaluated for this time. */
  void finish(Instant at) throws IOException {
    until = at;
    ProgressStore.Progress saved =
        progress.save(lane, new ProgressStore.Progress(at, outcomes, progressVersion));
    progressVersion = saved.version();
  }

  private int end(RuleState state) throws IOException {
    if (state.live().isEmpty()) {
      states.remove(state);
      return 0;
    }
    List<Transition> ends = AlertLifecycle.endAll(state.live(), until);
    RuleState ended = new RuleState(state.ruleId(), lane, until, Map.of(), ends, state.version());
    states.remove(states.save(ended, epoch));
    return (int) ends.stream().filter(each -> each.alert().state() == AlertState.RESOLVED).count();
  }

  private static long minute(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), REFRESH_SECONDS);
  }
}
