package io.spanstone.storage.red;

import io.spanstone.storage.metrics.BlockHead;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One reading of a chart, of which only the steps are read that are not known. Not thread-safe. */
final class StepRecall {
  private final KnownSteps known;
  private final KnownSteps.Chart chart;
  private final TimeSteps steps;
  private final Map<Integer, StepCalls> recalled = new HashMap<>();
  private final Map<Integer, Set<BlockHead>> toLearn = new HashMap<>();

  StepRecall(KnownSteps known, KnownSteps.Chart chart, TimeSteps steps) {
    this.known = known;
    this.chart = chart;
    this.steps = steps;
  }

  /**
   * Tells the aggregation which steps are known.
   *
   * @param heads of all blocks that may have calls of the chart
   * @return those that have to be read
   */
  List<BlockHead> recall(List<BlockHead> heads, CallAggregation<String> to) {
    List<Set<BlockHead>> ofSteps = new ArrayList<>();
    for (int step = 0; step < steps.count(); step++) {
      ofSteps.add(new HashSet<>());
    }
    BitSet open = new BitSet();
    for (BlockHead head : heads) {
      for (int step = first(head); step <= last(head); step++) {
        ofSteps.get(step).add(head);
        open.set(step, open.get(step) || !(head.unique() || head.isFinal()));
      }
    }
    BitSet unknown = new BitSet();
    for (int step = 0; step < steps.count(); step++) {
      Set<BlockHead> ofStep = ofSteps.get(step);
      unknown.set(step, open.get(step) || (!ofStep.isEmpty() && !recall(step, ofStep, to)));
    }
    return heads.stream()
        .filter(
            head -> {
              int next = unknown.nextSetBit(first(head));
              return next >= 0 && next <= last(head);
            })
        .toList();
  }

  /**
   * The calls of each step; remembers what was read of them.
   *
   * @param read of the steps that were not known
   */
  List<StepCalls> learn(Map<String, CallAggregation.Group> read) {
    Map<String, CallAggregation.Group> inOrder = new TreeMap<>(read);
    List<StepCalls> all = new ArrayList<>();
    List<String> groups = List.of();
    for (int step = 0; step < steps.count(); step++) {
      StepCalls calls = recalled.get(step);
      if (calls == null) {
        calls = calls(step, inOrder, groups);
        if (toLearn.containsKey(step)) {
          known.put(chart, steps.startUnixNano(step), toLearn.get(step), calls);
        }
      }
      groups = calls.groups();
      all.add(calls);
    }
    return all;
  }

  /**
   * @param groups of the step before: it is mostly the same ones that have calls, and these are
   *     kept once
   */
  private static StepCalls calls(
      int step, Map<String, CallAggregation.Group> inOrder, List<String> groups) {
    List<String> some = new ArrayList<>();
    List<Calls> calls = new ArrayList<>();
    inOrder.forEach(
        (name, group) -> {
          Calls ofStep = group.calls(step);
          if (ofStep.count() > 0) {
            some.add(name);
            calls.add(ofStep);
          }
        });
    return new StepCalls(some.equals(groups) ? groups : some, calls);
  }

  private boolean recall(int step, Set<BlockHead> heads, CallAggregation<String> to) {
    StepCalls calls = known.get(chart, steps.startUnixNano(step), heads);
    if (calls == null) {
      toLearn.put(step, heads);
      return false;
    }
    recalled.put(step, calls);
    to.leaveOut(step, calls.groups().size());
    return true;
  }

  private int first(BlockHead head) {
    return Math.max(0, stepOf(head.minTimeUnixNano()));
  }

  private int last(BlockHead head) {
    return Math.min(steps.count() - 1, stepOf(head.maxTimeUnixNano()));
  }

  /** The step of a cell that ends at that time; may be before or behind all steps. */
  private int stepOf(long cellEndUnixNano) {
    long step = Math.floorDiv(cellEndUnixNano - 1 - steps.startUnixNano(), steps.lengthNanos());
    return (int) Math.max(-1, Math.min(step, steps.count()));
  }
}
