package io.spanstone.storage.metrics;

import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import org.jspecify.annotations.Nullable;

/** The samples of one series as they come from its streams, in any order. Not thread-safe. */
final class SeriesParts {
  private @Nullable Samples deltas;
  private @Nullable Samples others;

  /** The samples of one kind; to be added to. */
  Samples samples(boolean delta) {
    Samples known = delta ? deltas : others;
    if (known != null) {
      return known;
    }
    Samples fresh = new Samples();
    take(delta, fresh);
    return fresh;
  }

  /** Takes samples over; the caller must not use them any more. */
  void take(boolean delta, Samples samples) {
    if (delta && deltas == null) {
      deltas = samples;
    } else if (!delta && others == null) {
      others = samples;
    } else {
      samples(delta).addAll(samples);
    }
  }

  /**
   * If there are both deltas and others, those that the newest sample is of. Call it once; the
   * samples are let go.
   */
  Series series(Labels labels) {
    long newestDelta = deltas == null ? Long.MIN_VALUE : deltas.newestUnixNano();
    long newestOther = others == null ? Long.MIN_VALUE : others.newestUnixNano();
    boolean delta = newestDelta > Long.MIN_VALUE && newestDelta >= newestOther;
    Series series = samples(delta).toSeries(labels, delta);
    deltas = null;
    others = null;
    return series;
  }
}
