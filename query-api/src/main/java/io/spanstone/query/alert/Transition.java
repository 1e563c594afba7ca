package io.spanstone.query.alert;

import java.time.Instant;

/**
 * An alert came into a state.
 *
 * @param alert as it was then, in its new state
 * @param at the time for which its rule was evaluated
 */
public record Transition(Alert alert, Instant at) {

  /** The same however often it is written down. */
  public String id() {
    return alert.id() + "-" + alert.activeAt().toEpochMilli() + "-" + alert.state().id();
  }
}
