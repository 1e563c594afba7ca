package io.spanstone.storage.red;

import io.spanstone.metric.SelectLimits;
import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
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

    Calls calls(int step) {
      return calls[step];
    }

    /** Start of the last cell with a call; of calls that were recalled, of their step. */
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

  private final DerivedPoints.Wanted<Member<K>> wanted;
  private final TimeSteps steps;
  private final int slowFrom;
  private final SelectLimits limits;
  private final DerivedPoints<Series> points;
  private final Map<K, Group> groups = new HashMap<>();
  private final ArrayDeque<CallTally> free = new ArrayDeque<>();
  private final BitSet recalled = new BitSet();
  private int stepsLeft;
  private long held;

  CallAggregation(
      Set<DerivedDuration> metrics,
      DerivedPoints.Wanted<Member<K>> wanted,
      TimeSteps steps,
      SelectLimits limits) {
    this(metrics, wanted, steps, RedQuery.NO_THRESHOLD, limits);
  }

  /**
   * @param wanted which series count, and as what
   * @param slowerThanNanos as {@link RedQuery} has it
   * @param limits on the number of groups, and of numbers in memory
   */
  CallAggregation(
      Set<DerivedDuration> metrics,
      DerivedPoints.Wanted<Member<K>> wanted,
      TimeSteps steps,
      long slowerThanNanos,
      SelectLimits limits) {
    this.wanted = wanted;
    this.points = new DerivedPoints<>(metrics, this::series);
    this.steps = steps;
    this.slowFrom =
        slowerThanNanos == RedQuery.NO_THRESHOLD
            ? Integer.MAX_VALUE
            : DurationSketch.bucketAbove(slowerThanNanos);
    this.limits = limits;
    this.stepsLeft = steps.count();
  }

  /** Takes what is known of a step. Points that lie in it do not count any more. */
  void recall(int step, Map<K, Calls> calls) {
    recalled.set(step);
    calls.forEach(
        (key, known) -> {
          Group group = group(key);
          group.calls[step] = known;
          group.newestUnixNano = Math.max(group.newestUnixNano, steps.startUnixNano(step));
        });
    hold((long) NUMBERS_OF_A_STEP * calls.size());
  }

  /**
   * Counts the points of a block that lie in one part of the time.
   *
   * @param newestUnixNano time of the newest point in it, or later. No later than before, of the
   *     same part; parts come the latest first
   */
  void add(Slice metricsData, long newestUnixNano, ReadingPlan.Part part) {
    limits.checkTime();
    long newest = Math.min(newestUnixNano, part.endUnixNano());
    while (stepsLeft > 0 && steps.startUnixNano(stepsLeft - 1) >= newest) {
      finishLastStep();
    }
    points.read(
        metricsData,
        (series, point) -> {
          if (part.contains(point.startTimeUnixNano(), point.timeUnixNano())) {
            add(series, point);
          }
        });
  }

  /** The groups that have any calls; call it once. */
  Map<K, Group> finish() {
    while (stepsLeft > 0) {
      finishLastStep();
    }
    groups.values().removeIf(group -> group.newestUnixNano == 0);
    return groups;
  }

  private Optional<Series> series(DerivedDuration metric, Slice resource, KeyValues attributes) {
    return wanted
        .of(metric, resource, attributes)
        .map(member -> new Series(group(member.group()), member.error()));
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

  private void add(Series series, ExponentialHistogramDataPointView point) {
    int step = steps.stepOf(point.startTimeUnixNano(), point.timeUnixNano());
    if (step < 0 || step >= stepsLeft || recalled.get(step)) {
      return;
    }
    Group group = series.group();
    CallTally tally = group.tallies[step];
    if (tally == null) {
      tally = tally();
      group.tallies[step] = tally;
    }
    int before = tally.size();
    tally.add(point, series.error(), slowFrom);
    hold(tally.size() - before);
    group.newestUnixNano = Math.max(group.newestUnixNano, point.startTimeUnixNano());
  }

  private void hold(long numbers) {
    held += numbers;
    limits.checkSamples(held);
  }

  private CallTally tally() {
    CallTally reused = free.poll();
    return reused == null ? new CallTally() : reused;
  }

  private void finishLastStep() {
    stepsLeft--;
    for (Group group : groups.values()) {
      CallTally done = group.tallies[stepsLeft];
      if (done != null) {
        group.calls[stepsLeft] = done.calls();
        hold(NUMBERS_OF_A_STEP);
        group.tallies[stepsLeft] = null;
        done.clear();
        free.add(done);
      }
    }
  }
}
