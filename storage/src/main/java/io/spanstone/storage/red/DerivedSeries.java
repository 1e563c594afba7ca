package io.spanstone.storage.red;

import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;

/**
 * A series of derived durations, as blocks name it.
 *
 * @param resource a Resource message
 * @param attributes those of its points, with their tags, as a point has them
 */
record DerivedSeries(DerivedDuration metric, Slice resource, Slice attributes) {

  /** Walks the attributes. */
  KeyValues walkAttributes() {
    return new ExponentialHistogramDataPointView().read(attributes).attributes();
  }
}
