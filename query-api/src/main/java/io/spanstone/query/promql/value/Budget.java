package io.spanstone.query.promql.value;

import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.TooManySamplesException;

/** What a query may use of memory and time. */
public final class Budget {
  private static final int CHECK_TIME_EVERY = 64;

  private final SelectLimits limits;
  private long heldSamples;
  private long peakSamples;
  private long readSamples;
  private int ticks;

  public Budget(SelectLimits limits) {
    this.limits = limits;
  }

  /** What is left for another selection. */
  public SelectLimits left() {
    return new SelectLimits(
        limits.maxSeries(), limits.maxSamples() - heldSamples, limits.deadlineNanoTime());
  }

  /**
   * Counts samples that are held in memory from now on.
   *
   * @throws TooManySamplesException if there are too many
   */
  public void hold(long samples) {
    heldSamples += samples;
    peakSamples = Math.max(peakSamples, heldSamples);
    if (heldSamples > limits.maxSamples()) {
      throw new TooManySamplesException(limits.maxSamples());
    }
  }

  /** Holds samples that were read from storage. */
  public void holdRead(long samples) {
    readSamples += samples;
    hold(samples);
  }

  /** How many samples were read from storage so far. */
  public long readSamples() {
    return readSamples;
  }

  /** How many samples were held at once so far, at most. */
  public long peakSamples() {
    return peakSamples;
  }

  /** The limit of samples held at once. */
  public long maxSamples() {
    return limits.maxSamples();
  }

  public long heldSamples() {
    return heldSamples;
  }

  /** Gives back all but so many. */
  public void releaseTo(long samples) {
    heldSamples = Math.min(heldSamples, samples);
  }

  /** To be called for every little piece of work. */
  public void tick() {
    if (++ticks % CHECK_TIME_EVERY == 0) {
      limits.checkTime();
    }
  }
}
