package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.query.promql.syntax.VectorMatching;
import java.util.HashSet;
import java.util.Set;

/** The labels that have to be equal for two elements to go together. */
final class Signature {
  private final boolean on;
  private final Set<String> names;

  Signature(VectorMatching matching) {
    on = matching.on();
    names = new HashSet<>(matching.labels());
    if (!on) {
      names.add(Labels.METRIC_NAME);
    }
  }

  Labels of(Labels labels) {
    return on ? labels.only(names) : labels.without(names);
  }
}
