package io.spanstone.query.promql.value;

/** A sum of numbers that keeps what rounding takes from it (Kahan and Neumaier). */
public final class NumberSum {
  private double sum;
  private double lost;

  public void add(double value) {
    double next = sum + value;
    if (Double.isInfinite(next)) {
      lost = 0;
    } else if (Math.abs(sum) >= Math.abs(value)) {
      lost += (sum - next) + value;
    } else {
      lost += (value - next) + sum;
    }
    sum = next;
  }

  public double value() {
    return sum + lost;
  }
}
