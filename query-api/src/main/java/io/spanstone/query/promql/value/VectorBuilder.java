package io.spanstone.query.promql.value;

import io.spanstone.metric.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the elements of a vector, and holds that no two have the same labels at one step. */
public final class VectorBuilder {
  private final Map<Labels, StepSeries> series = new LinkedHashMap<>();

  /**
   * Adds an element, unless it is empty.
   *
   * @throws PromqlEvaluationException if there is another with its labels at one of its steps
   */
  public void add(StepSeries element) {
    if (element.isEmpty()) {
      return;
    }
    StepSeries before = series.putIfAbsent(element.labels(), element);
    if (before != null) {
      series.put(element.labels(), joined(before, element));
    }
  }

  public Value.InstantVector build() {
    return new Value.InstantVector(new ArrayList<>(series.values()));
  }

  public static Value.InstantVector of(List<StepSeries> elements) {
    VectorBuilder builder = new VectorBuilder();
    elements.forEach(builder::add);
    return builder.build();
  }

  private static StepSeries joined(StepSeries before, StepSeries element) {
    StepSeries joined = new StepSeries(element.labels(), element.steps());
    for (int step = 0; step < element.steps(); step++) {
      if (before.isPresent(step) && element.isPresent(step)) {
        throw new PromqlEvaluationException(
            "two elements of a vector have the same labels "
                + element.labels()
                + "; keep the labels that tell them apart");
      }
      joined.set(step, before.isPresent(step) ? before : element);
    }
    return joined;
  }
}
