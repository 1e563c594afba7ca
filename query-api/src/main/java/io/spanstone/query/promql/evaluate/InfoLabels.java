package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.InfoSelector;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adds the labels of info series, such as {@code target_info}, to the elements of a vector that
 * have the same {@code job} and {@code instance}. Of several of one metric the newest counts.
 */
final class InfoLabels {
  private static final List<String> IDENTIFYING = List.of("instance", "job");

  private final QueryContext context;
  private final Grid grid;
  private final List<LabelMatcher> names;
  private final Set<String> wanted;

  /** Whether an element without info series is left out. */
  private final boolean required;

  /** The times of the info series' samples, by what identifies them and by metric. */
  private final Map<Labels, Map<String, List<StepSeries>>> infos = new HashMap<>();

  InfoLabels(QueryContext context, Grid grid, Expr.VectorSelector selector) {
    this.context = context;
    this.grid = grid;
    this.names = InfoSelector.names(selector);
    List<LabelMatcher> labels = InfoSelector.labels(selector);
    this.wanted = labels.stream().map(LabelMatcher::name).collect(Collectors.toSet());
    this.required = labels.stream().anyMatch(matcher -> !matcher.matches(""));
    for (StepSeries info : new InstantSelection(context, grid).timesOfMetrics(selector)) {
      infos
          .computeIfAbsent(info.labels().only(IDENTIFYING), same -> new TreeMap<>())
          .computeIfAbsent(info.labels().metricName(), same -> new ArrayList<>())
          .add(info);
    }
  }

  Value addedTo(Value.InstantVector vector) {
    VectorBuilder result = new VectorBuilder();
    for (StepSeries element : vector.series()) {
      if (isInfo(element.labels())) {
        result.add(element);
      } else {
        addedTo(element).values().forEach(result::add);
      }
    }
    return result.build();
  }

  private boolean isInfo(Labels labels) {
    return names.stream().allMatch(name -> name.matches(labels));
  }

  /** By the labels, which are others when the info series change. */
  private Map<Labels, StepSeries> addedTo(StepSeries element) {
    Map<Labels, StepSeries> results = new TreeMap<>();
    Labels identity = element.labels().only(IDENTIFYING);
    Map<String, List<StepSeries>> byMetric =
        identity.size() == 0 ? Map.of() : infos.getOrDefault(identity, Map.of());
    List<Labels> before = List.of();
    Labels labels = element.labels();
    for (int step = 0; step < element.steps(); step++) {
      context.budget().tick();
      if (element.isPresent(step)) {
        List<Labels> found = newest(byMetric, step);
        if (!found.equals(before)) {
          labels = merged(element.labels(), found);
          before = found;
        }
        if (!found.isEmpty() || !required) {
          results.computeIfAbsent(labels, this::empty).set(step, element);
        }
      }
    }
    return results;
  }

  private StepSeries empty(Labels labels) {
    context.budget().hold(grid.steps());
    return new StepSeries(labels, grid.steps());
  }

  /** The labels of one info series of each metric that has any at this step. */
  private static List<Labels> newest(Map<String, List<StepSeries>> byMetric, int step) {
    List<Labels> found = new ArrayList<>();
    for (List<StepSeries> candidates : byMetric.values()) {
      StepSeries newest = null;
      for (StepSeries candidate : candidates) {
        if (candidate.isPresent(step)) {
          newest = newer(newest, candidate, step);
        }
      }
      if (newest != null) {
        found.add(newest.labels());
      }
    }
    return found;
  }

  private static StepSeries newer(@Nullable StepSeries one, StepSeries other, int step) {
    if (one == null || one.value(step) < other.value(step)) {
      return other;
    }
    if (one.value(step) == other.value(step)) {
      throw new PromqlEvaluationException(
          "two info series have the same job, instance and time: %s and %s; select one of them with"
                  .formatted(one.labels(), other.labels())
              + " a matcher in the second argument of info");
    }
    return one;
  }

  private Labels merged(Labels element, List<Labels> found) {
    Map<String, String> added = new TreeMap<>();
    for (Labels info : found) {
      for (int i = 0; i < info.size(); i++) {
        String name = info.name(i);
        boolean data = wanted.isEmpty() || wanted.contains(name);
        if (data && !name.equals(Labels.METRIC_NAME) && element.get(name).isEmpty()) {
          String value = info.value(i);
          String other = added.putIfAbsent(name, value);
          if (other != null && !other.equals(value)) {
            throw new PromqlEvaluationException(
                "info series of different metrics disagree on label %s: \"%s\" and \"%s\""
                    .formatted(name, other, value));
          }
        }
      }
    }
    Labels labels = element;
    for (Map.Entry<String, String> label : added.entrySet()) {
      labels = labels.with(label.getKey(), label.getValue());
    }
    return labels;
  }
}
