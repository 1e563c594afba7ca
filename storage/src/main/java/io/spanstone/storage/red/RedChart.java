package io.spanstone.storage.red;

import io.spanstone.metric.SelectLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The calls of groups in steps. Immutable. Thread-safe. */
public final class RedChart {
  private final List<String> groups;
  private final List<StepCalls> steps;

  /** For each step where the groups are in it; negative if they are not. */
  private final List<int[]> places;

  private RedChart(List<String> groups, List<StepCalls> steps) {
    this.groups = groups;
    this.steps = List.copyOf(steps);
    this.places = places(groups, this.steps);
  }

  /**
   * The groups that have calls in any of the steps.
   *
   * @throws io.spanstone.metric.LimitExceededException if they are more than the limits allow
   */
  public static RedChart of(List<StepCalls> steps, SelectLimits limits) {
    List<String> groups = groups(steps);
    limits.checkSeries(groups.size());
    limits.checkSamples((long) groups.size() * steps.size());
    return new RedChart(groups, steps);
  }

  /** The same steps; if no group has any calls, one does that has none. */
  RedChart orEmptyGroup(String group) {
    return groups.isEmpty() ? new RedChart(List.of(group), steps) : this;
  }

  /** The service, operation or version each; empty if nothing was told apart. */
  public List<String> groups() {
    return groups;
  }

  public List<StepCalls> steps() {
    return steps;
  }

  /** Where in a step's calls those of a group are; negative if it has none in the step. */
  public int place(int group, int step) {
    return places.get(step)[group];
  }

  /** The calls of each group. */
  public List<RedSeries> series() {
    List<RedSeries> series = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      List<Calls> calls = new ArrayList<>();
      for (int step = 0; step < steps.size(); step++) {
        int place = place(group, step);
        calls.add(place < 0 ? Calls.NONE : steps.get(step).calls(place));
      }
      series.add(new RedSeries(groups.get(group), calls));
    }
    return series;
  }

  private static List<String> groups(List<StepCalls> steps) {
    List<String> before = List.of();
    TreeSet<String> all = new TreeSet<>();
    for (StepCalls step : steps) {
      if (!step.groups().equals(before)) { // one step has mostly the groups of the one before
        before = step.groups();
        all.addAll(before);
      }
    }
    return all.size() == before.size() ? before : List.copyOf(all);
  }

  private static List<int[]> places(List<String> groups, List<StepCalls> steps) {
    List<int[]> places = new ArrayList<>();
    List<String> before = List.of();
    int[] placesBefore = placesIn(groups, before);
    for (StepCalls step : steps) {
      if (!step.groups().equals(before)) {
        before = step.groups();
        placesBefore = placesIn(groups, before);
      }
      places.add(placesBefore);
    }
    return places;
  }

  /** Where in {@code some} each of them is; both are in the same order. */
  private static int[] placesIn(List<String> all, List<String> some) {
    int[] places = new int[all.size()];
    int next = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = next < some.size() && all.get(i).equals(some.get(next)) ? next++ : -1;
    }
    return places;
  }
}
