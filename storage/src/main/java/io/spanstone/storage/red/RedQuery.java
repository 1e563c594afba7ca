package io.spanstone.storage.red;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are to be counted: SERVER and CONSUMER spans, placed by their end.
 *
 * @param service {@code name}, in any namespace, or {@code namespace/name}; null for all
 * @param operation the template of the span's name; null for all
 * @param groupBy what calls are told apart by
 * @param startUnixNano of the first step, a multiple of 10 s
 * @param stepNanos length of each step, a multiple of 10 s
 * @param steps how many steps; at least 1
 * @param slowerThanNanos calls that take longer are counted apart; positive, {@link #NO_THRESHOLD}
 *     if none are
 */
public record RedQuery(
    @Nullable String service,
    @Nullable String operation,
    GroupBy groupBy,
    long startUnixNano,
    long stepNanos,
    int steps,
    long slowerThanNanos) {
  /** No call takes longer. */
  public static final long NO_THRESHOLD = Long.MAX_VALUE;

  /** Times and steps are multiples of this: the cell by which calls are counted. */
  public static final long CELL_NANOS = TimeSteps.CELL_NANOS;

  public RedQuery {
    List<String> faults = new ArrayList<>();
    if (startUnixNano < 0 || startUnixNano % CELL_NANOS != 0) {
      faults.add("start must be a multiple of 10 s");
    }
    if (stepNanos <= 0 || stepNanos % CELL_NANOS != 0) {
      faults.add("step must be a multiple of 10 s");
    }
    if (steps < 1 || stepNanos > (Long.MAX_VALUE - startUnixNano) / Math.max(1, steps)) {
      faults.add("steps must be at least 1 and end before 2262");
    }
    if (slowerThanNanos < 1) {
      faults.add("the threshold must be positive");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  /** A query without a threshold. */
  public RedQuery(
      @Nullable String service,
      @Nullable String operation,
      GroupBy groupBy,
      long startUnixNano,
      long stepNanos,
      int steps) {
    this(service, operation, groupBy, startUnixNano, stepNanos, steps, NO_THRESHOLD);
  }

  TimeSteps timeSteps() {
    return new TimeSteps(startUnixNano, stepNanos, steps);
  }

  KnownSteps.Chart chart() {
    return new KnownSteps.Chart(service, operation, groupBy, stepNanos, slowerThanNanos);
  }

  /** Whether operations of a service are to be told apart. */
  boolean needsOperations() {
    return operation != null || groupBy == GroupBy.OPERATION;
  }

  boolean wants(SpanSeries series) {
    return series.isCalls()
        && series.isOf(service)
        && (operation == null || series.operation().equals(operation));
  }
}
