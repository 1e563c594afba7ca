package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.NativeHistogram;
import io.spanstone.query.promql.syntax.BinaryOperator;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.Annotations;
import io.spanstone.query.promql.value.StepSeries;

/** One binary operator, applied to two samples. */
final class Operation {
  private final BinaryOperator operator;
  private final boolean bool;
  private final Annotations annotations;

  Operation(Expr.Binary binary, Annotations annotations) {
    this.operator = binary.operator();
    this.bool = binary.bool();
    this.annotations = annotations;
  }

  /** Whether the result is another metric than the operands. */
  boolean dropsName() {
    return bool || !operator.isComparison();
  }

  /** Of two scalars; a comparison gives 1 or 0. */
  double ofNumbers(double left, double right) {
    return operator.isComparison() ? (holds(left, right) ? 1 : 0) : arithmetic(left, right);
  }

  /**
   * Puts the result into {@code out}; nothing, if a comparison fails or the kinds do not go
   * together.
   *
   * @param kept what a comparison that holds lets through
   */
  void apply(StepSeries left, StepSeries right, StepSeries kept, int step, StepSeries out) {
    NativeHistogram leftHistogram = left.histogram(step);
    NativeHistogram rightHistogram = right.histogram(step);
    if (leftHistogram == null && rightHistogram == null) {
      applyNumbers(left.value(step), right.value(step), kept, step, out);
    } else if (leftHistogram != null && rightHistogram != null) {
      applyHistograms(leftHistogram, rightHistogram, kept, step, out);
    } else if (leftHistogram != null && operator == BinaryOperator.MULTIPLY) {
      out.set(step, leftHistogram.times(right.value(step)));
    } else if (leftHistogram != null && operator == BinaryOperator.DIVIDE) {
      out.set(step, leftHistogram.times(1 / right.value(step)));
    } else if (rightHistogram != null && operator == BinaryOperator.MULTIPLY) {
      out.set(step, rightHistogram.times(left.value(step)));
    } else {
      annotations.inform(
          "operator \"" + operator.symbol() + "\" is not there for a number and a histogram");
    }
  }

  private void applyNumbers(double left, double right, StepSeries kept, int step, StepSeries out) {
    if (!operator.isComparison()) {
      out.set(step, arithmetic(left, right));
    } else {
      compared(holds(left, right), kept, step, out);
    }
  }

  private void applyHistograms(
      NativeHistogram left, NativeHistogram right, StepSeries kept, int step, StepSeries out) {
    switch (operator) {
      case ADD -> out.set(step, left.plus(right));
      case SUBTRACT -> out.set(step, left.minus(right));
      case EQUAL -> compared(left.equals(right), kept, step, out);
      case NOT_EQUAL -> compared(!left.equals(right), kept, step, out);
      default ->
          annotations.inform(
              "operator \"" + operator.symbol() + "\" is not there for two histograms");
    }
  }

  private void compared(boolean holds, StepSeries kept, int step, StepSeries out) {
    if (bool) {
      out.set(step, holds ? 1 : 0);
    } else if (holds) {
      out.set(step, kept);
    }
  }

  private double arithmetic(double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> power(left, right);
      case ATAN2 -> Math.atan2(left, right);
      default -> throw new IllegalStateException("no arithmetic operator: " + operator);
    };
  }

  private boolean holds(double left, double right) {
    return switch (operator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      default -> throw new IllegalStateException("no comparison: " + operator);
    };
  }

  /** As in C and Go: 1 to any power is 1, and so is -1 to an infinite one. */
  private static double power(double base, double exponent) {
    boolean one = base == 1 || (base == -1 && Double.isInfinite(exponent));
    return one ? 1 : Math.pow(base, exponent);
  }
}
