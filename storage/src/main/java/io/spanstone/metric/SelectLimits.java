package io.spanstone.metric;

/**
 * How much one selection may return.
 *
 * @param maxSeries at most so many series
 * @param maxSamples at most so many samples, as {@link Series#weight} weighs them
 * @param deadlineNanoTime of {@link System#nanoTime}; later is too late
 */
public record SelectLimits(int maxSeries, long maxSamples, long deadlineNanoTime) {

  /**
   * Holds a number of series against the limit.
   *
   * @throws TooManySeriesException if there are more series than that
   */
  public void checkSeries(long series) {
    if (series > maxSeries) {
      throw new TooManySeriesException(maxSeries);
    }
  }

  /**
   * Holds a number of samples against the limit.
   *
   * @throws TooManySamplesException if there are more samples than that
   */
  public void checkSamples(long samples) {
    if (samples > maxSamples) {
      throw new TooManySamplesException(maxSamples);
    }
  }

  /**
   * To be called now and then while one works for a query.
   *
   * @throws QueryTimeoutException if the deadline is over
   * @throws QueryCancelledException if the thread was interrupted; it stays so
   */
  public void checkTime() {
    if (Thread.currentThread().isInterrupted()) {
      throw new QueryCancelledException();
    }
    if (System.nanoTime() - deadlineNanoTime > 0) {
      throw new QueryTimeoutException();
    }
  }
}
