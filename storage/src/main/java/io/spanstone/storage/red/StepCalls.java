package io.spanstone.storage.red;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one step of a chart: of each group that has any, in the order of their names. Few
 * and large objects, since thousands of steps are remembered for long. Immutable, but that it
 * remembers how it was written. Thread-safe.
 */
public final class StepCalls {
  private static final int NUMBERS = 7;

  private final List<String> groups;
  private final long[] numbers;
  private volatile @Nullable StepText text;

  /**
   * @param groups in their order, each once
   * @param calls of each group, at least one
   */
  public StepCalls(List<String> groups, List<Calls> calls) {
    this.groups = List.copyOf(groups);
    this.numbers = new long[NUMBERS * groups.size()];
    int at = 0;
    for (Calls each : calls) {
      numbers[at++] = each.count();
      numbers[at++] = each.errors();
      numbers[at++] = each.p50Nanos();
      numbers[at++] = each.p90Nanos();
      numbers[at++] = each.p95Nanos();
      numbers[at++] = each.p99Nanos();
      numbers[at++] = each.slow();
    }
  }

  /** Those that have calls, in their order. */
  List<String> groups() {
    return groups;
  }

  /** The calls of each group that has any. */
  public List<Calls> calls() {
    return new AbstractList<>() {
      @Override
      public Calls get(int place) {
        return calls(place);
      }

      @Override
      public int size() {
        return groups.size();
      }
    };
  }

  /** The calls of the group at a place. */
  Calls calls(int place) {
    int at = NUMBERS * place;
    return new Calls(
        numbers[at],
        numbers[at + 1],
        numbers[at + 2],
        numbers[at + 3],
        numbers[at + 4],
        numbers[at + 5],
        numbers[at + 6]);
  }

  /**
   * How they are written in charts. That is remembered, since charts show the same again and again:
   * what is asked later is answered as {@code writer} of the first time did.
   */
  public StepText text(Function<StepCalls, StepText> writer) {
    StepText known = text;
    if (known == null) {
      known = writer.apply(this);
      text = known;
    }
    return known;
  }
}
