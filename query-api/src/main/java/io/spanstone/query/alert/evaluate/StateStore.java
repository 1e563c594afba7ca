package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.Transition;
import io.spanstone.query.alert.history.HistoryLog;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentMissingException;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes down what became of alerts. The state of a rule is one document, replaced only by who
 * knows what stands in it; it is the truth. The transitions that led to it stand in it, too, until
 * they are in the history: so none is lost, and none is written that did not count. Thread-safe.
 */
final class StateStore {
  private static final String KIND = "alert-state";

  private final Documents documents;
  private final HistoryLog history;

  StateStore(Documents documents, HistoryLog history) {
    this.documents = documents;
    this.history = history;
  }

  List<RuleState> list() throws IOException {
    List<RuleState> states = new ArrayList<>();
    for (Document document : documents.list(KIND)) {
      states.add(StateJson.state(document));
    }
    return states;
  }

  Optional<RuleState> get(String ruleId) throws IOException {
    Optional<Document> document = documents.get(KIND, ruleId);
    return document.isEmpty() ? Optional.empty() : Optional.of(StateJson.state(document.get()));
  }

  /** Sees to it that the transitions that led to a state are in the history. */
  void settle(RuleState state) throws IOException {
    for (Transition transition : state.unwritten()) {
      history.write(transition);
    }
  }

  /**
   * Stores another state of a rule, then its transitions.
   *
   * @param epoch of the lease under which it was found
   * @return the state as it is stored
   * @throws DocumentChangedException if somebody else evaluates the rule
   * @throws DocumentMissingException if somebody else removed it
   */
  RuleState save(RuleState state, long epoch) throws IOException {
    String json = StateJson.of(state, epoch);
    Document stored =
        state.version() == null
            ? documents.create(KIND, state.ruleId(), json)
            : documents.replace(KIND, state.ruleId(), json, state.version());
    RuleState saved =
        new RuleState(
            state.ruleId(),
            state.lane(),
            state.at(),
            state.live(),
            state.unwritten(),
            stored.version());
    settle(saved);
    return saved;
  }

  /** Removes the state of a rule that is not there any more. */
  void remove(RuleState state) throws IOException {
    if (state.version() != null) {
      documents.delete(KIND, state.ruleId(), state.version());
    }
  }
}
