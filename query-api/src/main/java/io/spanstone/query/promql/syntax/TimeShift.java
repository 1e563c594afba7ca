package io.spanstone.query.promql.syntax;

/**
 * When a selector or subquery looks, if not at the time of evaluation.
 *
 * @param anchor what {@code @} says
 * @param atMillis the time that {@code @} gives, if it gives a number
 * @param offsetMillis how much earlier
 */
public record TimeShift(Anchor anchor, long atMillis, long offsetMillis) {
  public static final TimeShift NONE = new TimeShift(Anchor.EVALUATION, 0, 0);

  /** From where the offset counts. */
  public enum Anchor {
    /** The time of evaluation: there is no {@code @}. */
    EVALUATION,
    /** The begin of the query. */
    START,
    /** The end of the query. */
    END,
    /** The given time. */
    TIME
  }

  /** Whether every evaluation looks at the same time. */
  public boolean isFixed() {
    return anchor != Anchor.EVALUATION;
  }

  /** The time to look at. */
  public long apply(long evaluationMillis, long queryStartMillis, long queryEndMillis) {
    long from =
        switch (anchor) {
          case EVALUATION -> evaluationMillis;
          case START -> queryStartMillis;
          case END -> queryEndMillis;
          case TIME -> atMillis;
        };
    return from - offsetMillis;
  }
}
