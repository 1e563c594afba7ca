package io.spanstone.storage.red;

import io.spanstone.storage.metrics.BlockBatch;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One reading of a chart, of which only the steps are read that are not known. Not thread-safe. */
final class StepRecall {
  /** More stretches than that are read as one, known steps in between included. */
  private static final int MAX_STRETCHES = 8;

  private final KnownSteps known;
  private final KnownSteps.Chart chart;
  private final TimeSteps steps;
  private final Map<Integer, KnownSteps.Key> toLearn = new HashMap<>();

  StepRecall(KnownSteps known, KnownSteps.Chart chart, TimeSteps steps) {
    this.known = known;
    this.chart = chart;
    this.steps = steps;
  }

  /**
   * Tells the aggregation what is known.
   *
   * @return what has to be read of a part of the time, the latest first
   */
  List<ReadingPlan.Part> recall(
      MetricBlocks blocks, CallBlocks wanted, ReadingPlan.Part part, CallAggregation<String> to)
      throws IOException {
    if (part.coarsest() == null || steps.count() == 1) {
      return List.of(part); // as received, or cut into parts that are no steps
    }
    Optional<List<BlockBatch>> batches = blocks.batches(wanted.of(part));
    return batches.isEmpty() ? List.of(part) : stretches(unknown(batches.get(), to), part);
  }

  /** Remembers what was read. */
  void learn(Map<String, CallAggregation.Group> groups) {
    toLearn.forEach(
        (step, key) -> {
          Map<String, Calls> calls = new HashMap<>();
          groups.forEach(
              (name, group) -> {
                Calls ofStep = group.calls(step);
                if (ofStep.count() > 0) {
                  calls.put(name, ofStep);
                }
              });
          known.put(key, calls);
        });
  }

  /** The steps that have to be read. */
  private BitSet unknown(List<BlockBatch> batches, CallAggregation<String> to) {
    List<Set<BlockBatch>> ofSteps = new ArrayList<>();
    for (int step = 0; step < steps.count(); step++) {
      ofSteps.add(new HashSet<>());
    }
    BitSet open = new BitSet();
    for (BlockBatch batch : batches) {
      int first = Math.max(0, stepOf(batch.minTimeUnixNano()));
      int last = Math.min(steps.count() - 1, stepOf(batch.maxTimeUnixNano()));
      for (int step = first; step <= last; step++) {
        ofSteps.get(step).add(batch);
        open.set(step, open.get(step) || !batch.isFinal());
      }
    }
    BitSet unknown = new BitSet();
    for (int step = 0; step < steps.count(); step++) {
      if (open.get(step)) {
        unknown.set(step);
      } else if (!ofSteps.get(step).isEmpty()) {
        unknown.set(step, !recall(step, ofSteps.get(step), to));
      }
    }
    return unknown;
  }

  private boolean recall(int step, Set<BlockBatch> batches, CallAggregation<String> to) {
    KnownSteps.Key key = new KnownSteps.Key(chart, steps.startUnixNano(step), batches);
    Map<String, Calls> calls = known.get(key);
    if (calls == null) {
      toLearn.put(step, key);
      return false;
    }
    to.recall(step, calls);
    return true;
  }

  private List<ReadingPlan.Part> stretches(BitSet unknown, ReadingPlan.Part part) {
    List<ReadingPlan.Part> stretches = new ArrayList<>();
    for (int last = unknown.length() - 1; last >= 0; ) {
      int first =
          stretches.size() == MAX_STRETCHES - 1
              ? unknown.nextSetBit(0)
              : unknown.previousClearBit(last) + 1;
      stretches.add(
          new ReadingPlan.Part(
              steps.startUnixNano(first), steps.startUnixNano(last + 1), part.coarsest()));
      last = unknown.previousSetBit(first - 1);
    }
    return stretches;
  }

  /** The step of a cell that ends at that time; may be before or behind all steps. */
  private int stepOf(long cellEndUnixNano) {
    long step = Math.floorDiv(cellEndUnixNano - 1 - steps.startUnixNano(), steps.lengthNanos());
    return (int) Math.max(-1, Math.min(step, steps.count()));
  }
}
