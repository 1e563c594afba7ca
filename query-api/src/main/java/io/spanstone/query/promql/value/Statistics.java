package io.spanstone.query.promql.value;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleBinaryOperator;

/** Figures of a few numbers, one at least. */
public final class Statistics {
  private Statistics() {}

  public static double sum(double[] numbers) {
    NumberSum sum = new NumberSum();
    for (double number : numbers) {
      sum.add(number);
    }
    return sum.value();
  }

  /** The mean of numbers, whose sum may be too large for a number. */
  public static double mean(double[] numbers) {
    double sum = sum(numbers);
    if (!Double.isInfinite(sum)) {
      return sum / numbers.length;
    }
    double mean = 0;
    for (double number : numbers) {
      mean += number / numbers.length;
    }
    return mean;
  }

  /** The population variance. */
  public static double variance(double[] numbers) {
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < numbers.length; i++) {
      double distance = numbers[i] - mean;
      mean += distance / (i + 1);
      squares += distance * (numbers[i] - mean);
    }
    return squares / numbers.length;
  }

  /**
   * The lowest or highest number; NaN only if there is no number.
   *
   * @param pick the lower or higher of two
   */
  public static double extreme(double[] numbers, DoubleBinaryOperator pick) {
    double extreme = Double.NaN;
    for (double number : numbers) {
      if (Double.isNaN(extreme)) {
        extreme = number;
      } else if (!Double.isNaN(number)) {
        extreme = pick.applyAsDouble(extreme, number);
      }
    }
    return extreme;
  }

  /** The median of the distances from the median. */
  public static double medianDeviation(double[] numbers) {
    double median = quantile(0.5, numbers);
    double[] distances = new double[numbers.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.abs(numbers[i] - median);
    }
    return quantile(0.5, distances);
  }

  /**
   * A quantile, interpolated linearly between the two nearest numbers; NaN is below all of them.
   *
   * @return -Inf for a quantile below 0, +Inf for one above 1
   */
  public static double quantile(double quantile, double[] numbers) {
    if (Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0 || quantile > 1) {
      return quantile < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double[] sorted = sorted(numbers);
    double rank = quantile * (sorted.length - 1);
    int lower = (int) Math.floor(rank);
    int upper = Math.min(lower + 1, sorted.length - 1);
    double weight = rank - lower;
    return sorted[lower] * (1 - weight) + sorted[upper] * weight;
  }

  /** By value; what is no number comes last, whichever the direction. */
  public static Comparator<Double> nanLast(boolean descending) {
    Comparator<Double> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return Comparator.<Double, Boolean>comparing(value -> value.isNaN()).thenComparing(order);
  }

  private static double[] sorted(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted); // puts NaN last
    int count = sorted.length;
    while (count > 0 && Double.isNaN(sorted[count - 1])) {
      count--;
    }
    int nans = sorted.length - count;
    System.arraycopy(sorted, 0, sorted, nans, count);
    Arrays.fill(sorted, 0, nans, Double.NaN);
    return sorted;
  }
}
