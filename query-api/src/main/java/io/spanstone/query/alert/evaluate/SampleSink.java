package io.spanstone.query.alert.evaluate;

import java.util.List;

/** Where samples that rules made go to be stored. Thread-safe; does not wait for storage. */
public interface SampleSink {
  void accept(List<Sample> samples);
}
