package io.spanstone.storage.metrics;

import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import io.spanstone.metric.StaleMarker;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Samples in columns, in the order in which they were added: times, numbers, and, only if there are
 * any, histograms and start times. Not thread-safe.
 */
final class Samples {
  private static final int INITIAL_CAPACITY = 8;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private long[] timesUnixNano = {};
  private double[] values = {};

  /** Null as long as all are the first one's. */
  private long @Nullable [] startTimesUnixNano;

  private long firstStartUnixNano;
  private boolean hasStarts;
  private @Nullable NativeHistogram @Nullable [] histograms;
  private int size;

  int size() {
    return size;
  }

  /** Adds a number, or a stale marker. */
  void add(long timeUnixNano, double value) {
    makeRoom(1);
    timesUnixNano[size] = timeUnixNano;
    values[size++] = value;
  }

  /** The same, with the start time, by which copies and restarts are known. */
  void add(long startTimeUnixNano, long timeUnixNano, double value) {
    add(timeUnixNano, value);
    if (!hasStarts) {
      hasStarts = true;
      firstStartUnixNano = startTimeUnixNano;
    } else if (startTimesUnixNano == null && startTimeUnixNano != firstStartUnixNano) {
      startTimesUnixNano = new long[timesUnixNano.length];
      Arrays.fill(startTimesUnixNano, 0, size, firstStartUnixNano);
    }
    if (startTimesUnixNano != null) {
      startTimesUnixNano[size - 1] = startTimeUnixNano;
    }
  }

  void add(long timeUnixNano, NativeHistogram histogram) {
    add(timeUnixNano, 0);
    if (histograms == null) {
      histograms = new NativeHistogram[timesUnixNano.length];
    }
    histograms[size - 1] = histogram;
  }

  /** Adds all of others, without their start times. */
  void addAll(Samples others) {
    makeRoom(others.size);
    for (int i = 0; i < others.size; i++) {
      NativeHistogram histogram = others.histogram(i);
      if (histogram == null) {
        add(others.timesUnixNano[i], others.values[i]);
      } else {
        add(others.timesUnixNano[i], histogram);
      }
    }
  }

  /** The latest time; {@link Long#MIN_VALUE} if there are no samples. */
  long newestUnixNano() {
    return Arrays.stream(timesUnixNano, 0, size).max().orElse(Long.MIN_VALUE);
  }

  /** Of samples of equal time and start time leaves the largest. */
  void dropCopies() {
    if (!hasStarts) {
      return;
    }
    sortWithStarts();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      boolean copy =
          kept > 0
              && timesUnixNano[kept - 1] == timesUnixNano[i]
              && startTimeUnixNano(kept - 1) == startTimeUnixNano(i);
      move(i, copy ? kept - 1 : kept++);
    }
    size = kept;
    forgetStarts();
  }

  /** Where a sample counts from a later start than the one before it, adds a 0 at that start. */
  void addRestarts() {
    if (startTimesUnixNano != null) {
      sortWithStarts();
      int before = size;
      for (int i = 1; i < before; i++) {
        OptionalLong restart =
            Restart.between(timesUnixNano[i - 1], startTimeUnixNano(i), timesUnixNano[i]);
        if (restart.isPresent() && !StaleMarker.is(values[i])) {
          add(restart.getAsLong(), 0);
        }
      }
    }
    forgetStarts();
  }

  private void sortWithStarts() {
    sort(
        Comparator.comparingLong((Integer i) -> timesUnixNano[i])
            .thenComparingLong(this::startTimeUnixNano)
            .thenComparing(this::compareSizes));
  }

  private void forgetStarts() {
    startTimesUnixNano = null;
    hasStarts = false;
  }

  /**
   * The series of them; call it once. Of samples in the same millisecond deltas are added up, and
   * of others the latest counts.
   */
  Series toSeries(Labels labels, boolean delta) {
    sort(
        Comparator.comparingLong((Integer i) -> timesUnixNano[i])
            .thenComparing(this::compareSizes));
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept == 0 || millis(kept - 1) != millis(i)) {
        move(i, kept++);
      } else if (delta) {
        addUp(kept - 1, i);
      } else {
        move(i, kept - 1);
      }
    }
    size = kept;
    return series(labels, delta);
  }

  private Series series(Labels labels, boolean delta) {
    long[] millis = new long[size];
    boolean anyHistogram = false;
    for (int i = 0; i < size; i++) {
      millis[i] = millis(i);
      anyHistogram |= histogram(i) != null;
    }
    double[] numbers = Arrays.copyOf(values, size);
    return anyHistogram && histograms != null
        ? Series.ofHistograms(labels, delta, millis, numbers, Arrays.copyOf(histograms, size))
        : Series.ofNumbers(labels, delta, millis, numbers);
  }

  /** Adds what is at one place to what is at another; a stale marker adds nothing. */
  private void addUp(int to, int from) {
    NativeHistogram mine = histogram(to);
    NativeHistogram other = histogram(from);
    if (rank(to) == 0 || (rank(from) == 2 && rank(to) == 1)) {
      long time = timesUnixNano[to];
      move(from, to);
      timesUnixNano[to] = time;
    } else if (mine != null && other != null && histograms != null) {
      histograms[to] = mine.plus(other);
    } else if (rank(to) == 1 && rank(from) == 1) {
      values[to] += values[from];
    }
  }

  /** Of equal times: first stale markers, then numbers, then histograms; these by size. */
  private int compareSizes(int a, int b) {
    int order = Integer.compare(rank(a), rank(b));
    return order == 0 ? Double.compare(magnitude(a), magnitude(b)) : order;
  }

  private int rank(int place) {
    return histogram(place) != null ? 2 : StaleMarker.is(values[place]) ? 0 : 1;
  }

  private double magnitude(int place) {
    NativeHistogram histogram = histogram(place);
    return histogram == null ? values[place] : histogram.count();
  }

  private long millis(int place) {
    return timesUnixNano[place] / NANOS_PER_MILLI;
  }

  private @Nullable NativeHistogram histogram(int place) {
    return histograms == null ? null : histograms[place];
  }

  private long startTimeUnixNano(int place) {
    return startTimesUnixNano == null ? firstStartUnixNano : startTimesUnixNano[place];
  }

  private void move(int from, int to) {
    timesUnixNano[to] = timesUnixNano[from];
    values[to] = values[from];
    if (startTimesUnixNano != null) {
      startTimesUnixNano[to] = startTimesUnixNano[from];
    }
    if (histograms != null) {
      histograms[to] = histograms[from];
    }
  }

  /** Sorts all columns, unless they are sorted. */
  private void sort(Comparator<Integer> order) {
    boolean sorted = true;
    for (int i = 1; i < size && sorted; i++) {
      sorted = order.compare(i - 1, i) <= 0;
    }
    if (!sorted) {
      Integer[] places = new Integer[size];
      Arrays.setAll(places, i -> i);
      Arrays.sort(places, order);
      arrange(places);
    }
  }

  private void arrange(Integer[] places) {
    long[] times = new long[size];
    double[] numbers = new double[size];
    long[] starts = startTimesUnixNano == null ? null : new long[size];
    NativeHistogram[] arranged = histograms == null ? null : new NativeHistogram[size];
    for (int i = 0; i < size; i++) {
      times[i] = timesUnixNano[places[i]];
      numbers[i] = values[places[i]];
      if (starts != null && startTimesUnixNano != null) {
        starts[i] = startTimesUnixNano[places[i]];
      }
      if (arranged != null && histograms != null) {
        arranged[i] = histograms[places[i]];
      }
    }
    timesUnixNano = times;
    values = numbers;
    startTimesUnixNano = starts;
    histograms = arranged;
  }

  private void makeRoom(int more) {
    if (size + more <= timesUnixNano.length) {
      return;
    }
    int capacity = Math.max(INITIAL_CAPACITY, Math.max(size + more, size + (size >> 1)));
    timesUnixNano = Arrays.copyOf(timesUnixNano, capacity);
    values = Arrays.copyOf(values, capacity);
    if (startTimesUnixNano != null) {
      startTimesUnixNano = Arrays.copyOf(startTimesUnixNano, capacity);
    }
    if (histograms != null) {
      histograms = Arrays.copyOf(histograms, capacity);
    }
  }
}
