package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertBook;
import io.spanstone.query.alert.TransitionPage;
import io.spanstone.query.alert.history.HistoryLog;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What evaluation left in storage, whoever did it. Thread-safe. */
public final class StoredAlerts implements AlertBook {
  private final StateStore states;
  private final ProgressStore progress;
  private final HistoryLog history;

  public StoredAlerts(Documents documents, HistoryLog history) {
    this.states = new StateStore(documents, history);
    this.progress = new ProgressStore(documents);
    this.history = history;
  }

  StateStore states() {
    return states;
  }

  ProgressStore progress() {
    return progress;
  }

  @Override
  public List<Alert> active() throws IOException {
    List<Alert> active = new ArrayList<>();
    for (RuleState state : states.list()) {
      state.live().values().forEach(each -> active.add(each.alert()));
    }
    return active;
  }

  @Override
  public TransitionPage transitionsSince(@Nullable String cursor, int limit) throws IOException {
    return history.transitionsSince(cursor, limit);
  }

  /** How rules fare, by their ids; one that was never evaluated is left out. */
  public Map<String, RuleOutcome> outcomes() throws IOException {
    return progress.outcomes();
  }
}
