package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertBook;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.Transition;
import io.spanstone.query.alert.TransitionPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alerts as a test says they are. Gives the last transitions again and again, as it may. */
final class TestBook implements AlertBook {
  private static final int OVERLAP = 50;

  private final List<Transition> transitions = new ArrayList<>();
  private final Map<String, Alert> active = new LinkedHashMap<>();

  synchronized void happens(Alert alert) {
    transitions.add(
        new Transition(alert, alert.resolvedAt() == null ? alert.activeAt() : alert.resolvedAt()));
    if (alert.state() == AlertState.RESOLVED) {
      active.remove(alert.id());
    } else {
      active.put(alert.id(), alert);
    }
  }

  @Override
  public synchronized List<Alert> active() {
    return List.copyOf(active.values());
  }

  @Override
  public synchronized TransitionPage transitionsSince(String cursor, int limit) {
    int from = cursor == null ? 0 : Math.max(0, Integer.parseInt(cursor) - OVERLAP);
    int to = Math.min(transitions.size(), from + limit);
    return new TransitionPage(transitions.subList(from, to), Integer.toString(to));
  }
}
