package io.spanstone.storage.red;

import io.spanstone.metric.SelectLimits;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds derived points up, for each group and step. Takes blocks in the order of their newest point,
 * the latest first, so that a step is done, and its durations forgotten, when the blocks have
 * passed it. Not thread-safe.
 *
 * @param <K> what a group is known by
 */
final class CallAggregation<K> {

  /** What was counted of a group. */
  static final class Group {
    private final Calls[] calls;
    private final CallTally[] tallies;
    private long newestUnixNano;

    Group(int steps) {
      calls = new Calls[steps];
      tallies = new CallTally[steps];
      Arrays.fill(calls, Calls.NONE);
    }

    /** One for each step. */
    List<Calls> calls() {
      return List.of(calls);
    }

    private void sawCell(long startUnixNano) {
      newestUnixNano = Math.max(newestUnixNano, startUnixNano);
    }

    Calls calls(int step) {
      return calls[step];
    }

    /** Start of the last cell with a call. */
    long newestUnixNano() {
      return newestUnixNano;
    }
  }

  private static final int NUMBERS_OF_A_STEP = 8;

  private record Series(Group group, boolean error) {}

  /**
   * What a series counts as.
   *
   * @param error whether its calls failed
   */
  record Member<K>(K group, boolean error) {}

  /** Says what counts. */
  interface Wanted<K> {
    /** What a series counts as; nothing if it does not count. */
    Optional<Member<K>> of(DerivedSeries series);
  }

  private final Set<DerivedDuration> metrics;
  private final Wanted<K> wanted;
  private final TimeSteps steps;
  private final int slowFrom;
  private final SelectLimits limits;
  private final IdentityHashMap<DerivedSeries, Optional<Series>> series = new IdentityHashMap<>();
  private final Map<K, Group> groups = new HashMap<>();
  private final TallyPool pool;
  private final BitSet leftOut = new BitSet();
  private int stepsLeft;
  private long held;

  CallAggregation(
      Set<DerivedDuration> metrics, Wanted<K> wanted, TimeSteps steps, SelectLimits limits) {
    this(metrics, wanted, steps, RedQuery.NO_THRESHOLD, limits, new TallyPool());
  }

  /**
   * @param wanted which series count, and as what
   * @param slowerThanNanos as {@link RedQuery} has it
   * @param limits on the number of groups, and of numbers in memory
   * @param pool where tallies come from, and go to
   */
  CallAggregation(
      Set<DerivedDuration> metrics,
      Wanted<K> wanted,
      TimeSteps steps,
      long slowerThanNanos,
      SelectLimits limits,
      TallyPool pool) {
    this.pool = pool;
    this.metrics = metrics;
    this.wanted = wanted;
    this.steps = steps;
    this.slowFrom =
        slowerThanNanos == RedQuery.NO_THRESHOLD
            ? Integer.MAX_VALUE
            : DurationSketch.bucketAbove(slowerThanNanos);
    this.limits = limits;
    this.stepsLeft = steps.count();
  }

  /**
   * Leaves out points of a step whose calls are known.
   *
   * @param known how many groups have any
   */
  void leaveOut(int step, int known) {
    leftOut.set(step);
    hold((long) NUMBERS_OF_A_STEP * known);
  }

  /**
   * Counts the points of a block that lie in one part of the time.
   *
   * @param newestUnixNano time of the newest point in it, or later. No later than before, of the
   *     same part; parts come the latest first
   */
  void add(DerivedBlock block, long newestUnixNano, ReadingPlan.Part part) {
    limits.checkTime();
    long newest = Math.min(newestUnixNano, part.endUnixNano());
    while (stepsLeft > 0 && steps.startUnixNano(stepsLeft - 1) >= newest) {
      finishLastStep();
    }
    int[] stepsOfCells = block.cells().stream().mapToInt(cell -> step(cell, part)).toArray();
    if (Arrays.stream(stepsOfCells).allMatch(step -> step < 0)) {
      return;
    }
    List<Optional<Series>> counted = block.series().stream().map(this::counted).toList();
    for (DerivedBlock.Points points = block.points(); points.next(); ) {
      int step = stepsOfCells[points.cell()];
      Optional<Series> of = counted.get(points.series());
      if (step >= 0 && of.isPresent()) {
        add(of.get(), step, points);
        of.get().group.sawCell(block.cells().get(points.cell()).startUnixNano());
      }
    }
  }

  /** The step that a cell counts in; negative if it does not count. */
  private int step(DerivedBlock.Cell cell, ReadingPlan.Part part) {
    if (!part.contains(cell.startUnixNano(), cell.endUnixNano())) {
      return -1;
    }
    int step = steps.stepOf(cell.startUnixNano(), cell.endUnixNano());
    return step >= stepsLeft || (step >= 0 && leftOut.get(step)) ? -1 : step;
  }

  /** The groups that have any calls; call it once. */
  Map<K, Group> finish() {
    while (stepsLeft > 0) {
      finishLastStep();
    }
    groups.values().removeIf(group -> group.newestUnixNano == 0);
    return groups;
  }

  private Optional<Series> counted(DerivedSeries each) {
    return series.computeIfAbsent(each, this::look);
  }

  private Optional<Series> look(DerivedSeries each) {
    return metrics.contains(each.metric())
        ? wanted.of(each).map(member -> new Series(group(member.group()), member.error()))
        : Optional.empty();
  }

  private Group group(K key) {
    Group group = groups.get(key);
    if (group == null) {
      limits.checkSeries(groups.size() + 1);
      group = new Group(steps.count());
      groups.put(key, group);
      hold(2L * steps.count());
    }
    return group;
  }

  private void add(Series of, int step, DerivedBlock.Points point) {
    CallTally tally = of.group().tallies[step];
    if (tally == null) {
      tally = pool.take();
      of.group().tallies[step] = tally;
    }
    int before = tally.size();
    tally.add(point, of.error(), slowFrom);
    hold(tally.size() - before);
  }

  private void hold(long numbers) {
    held += numbers;
    limits.checkSamples(held);
  }

  private void finishLastStep() {
    stepsLeft--;
    for (Group group : groups.values()) {
      CallTally done = group.tallies[stepsLeft];
      if (done != null) {
        group.calls[stepsLeft] = done.calls();
        hold(NUMBERS_OF_A_STEP - done.size());
        group.tallies[stepsLeft] = null;
        pool.give(done);
      }
    }
  }
}
