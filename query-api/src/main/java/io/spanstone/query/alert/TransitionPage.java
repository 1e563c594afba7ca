package io.spanstone.query.alert;

import java.util.List;

/**
 * Transitions in the order of their times.
 *
 * @param cursor to ask with for those that come after
 */
public record TransitionPage(List<Transition> transitions, String cursor) {
  public TransitionPage {
    transitions = List.copyOf(transitions);
  }
}
