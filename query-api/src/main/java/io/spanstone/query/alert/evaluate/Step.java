package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.Transition;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation made of the alerts of a rule.
 *
 * @param live those that are pending or firing now, by id
 * @param transitions what changed, in no particular order
 */
public record Step(Map<String, LiveAlert> live, List<Transition> transitions) {
  public Step {
    transitions = List.copyOf(transitions);
  }
}
