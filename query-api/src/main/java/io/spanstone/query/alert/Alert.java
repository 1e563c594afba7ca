package io.spanstone.query.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, or was: a set of labels that a rule's condition holds for. Immutable.
 *
 * @param id the same for the same rule and labels, in every life of the alert
 * @param ruleId of the rule that it comes from
 * @param group of rules that its rule is in
 * @param name of the rule; also label {@code alertname}
 * @param severity of the rule; also label {@code severity}; empty if it has none
 * @param labels what it is told by
 * @param annotations what people are told, with the values in place
 * @param notifiers ids of those to be told by; empty if routes decide
 * @param activeAt since when the condition holds
 * @param firedAt since when it fires; null if it never did in this life
 * @param resolvedAt when it ended; null while it has not
 * @param value that the expression had at last
 */
public record Alert(
    String id,
    String ruleId,
    String group,
    String name,
    AlertState state,
    String severity,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<String> notifiers,
    Instant activeAt,
    @Nullable Instant firedAt,
    @Nullable Instant resolvedAt,
    double value,
    AlertLinks links) {

  public Alert {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    notifiers = List.copyOf(notifiers);
  }

  /** The same, resolved. */
  public Alert ended(Instant at) {
    return new Alert(
        id,
        ruleId,
        group,
        name,
        AlertState.RESOLVED,
        severity,
        labels,
        annotations,
        notifiers,
        activeAt,
        firedAt,
        at,
        value,
        links);
  }
}
