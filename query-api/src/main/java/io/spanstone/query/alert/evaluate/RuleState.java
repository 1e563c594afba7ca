package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.Transition;
import io.spanstone.storage.document.DocumentVersion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stored state of the alerts of one rule.
 *
 * @param lane in which the rule is evaluated
 * @param at the time for which it was evaluated
 * @param live those that are pending or firing, by id
 * @param unwritten transitions that led to it; whoever takes over writes them down, if they are not
 * @param version null if it was not stored yet
 */
record RuleState(
    String ruleId,
    String lane,
    Instant at,
    Map<String, LiveAlert> live,
    List<Transition> unwritten,
    @Nullable DocumentVersion version) {

  RuleState {
    live = new LinkedHashMap<>(live);
    unwritten = List.copyOf(unwritten);
  }

  static RuleState none(String ruleId, String lane) {
    return new RuleState(ruleId, lane, Instant.EPOCH, Map.of(), List.of(), null);
  }

  /** Whether the other has the same alerts in the same states since the same times. */
  boolean saysTheSame(Map<String, LiveAlert> other) {
    if (!live.keySet().equals(other.keySet())) {
      return false;
    }
    return live.values().stream().allMatch(each -> same(each, other.get(each.alert().id())));
  }

  private static boolean same(LiveAlert a, @Nullable LiveAlert b) {
    return b != null
        && a.alert().state() == b.alert().state()
        && a.alert().activeAt().equals(b.alert().activeAt())
        && Objects.equals(a.keepFiringSince(), b.keepFiringSince());
  }
}
