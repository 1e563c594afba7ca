package io.spanstone.collector.derive;

import io.spanstone.otlp.Slice;
import java.util.ArrayList;
import java.util.List;

/** The slowest calls of a series in a cell. Not thread-safe. */
final class Exemplars {
  private final int max;
  private final List<Call> slowestFirst = new ArrayList<>(1);

  /** The duration that a call must exceed to be among them; less than any at first. */
  private double leastSeconds = -1;

  Exemplars(int max) {
    this.max = max;
  }

  /**
   * A span that stands for others.
   *
   * @param seconds its duration
   * @param timeUnixNano its end
   */
  record Call(double seconds, long timeUnixNano, Slice traceId, Slice spanId) {}

  boolean wants(double seconds) {
    return seconds > leastSeconds;
  }

  void add(Call call) {
    if (!wants(call.seconds())) {
      return;
    }
    int place = 0;
    while (place < slowestFirst.size() && slowestFirst.get(place).seconds() >= call.seconds()) {
      place++;
    }
    slowestFirst.add(place, call);
    if (slowestFirst.size() > max) {
      slowestFirst.remove(max);
    }
    if (slowestFirst.size() == max) {
      leastSeconds = slowestFirst.get(max - 1).seconds();
    }
  }

  List<Call> slowestFirst() {
    return slowestFirst;
  }
}
