package io.spanstone.query.alert;

import java.io.IOException;

/** Writes down what people do about alerts. Thread-safe. */
public interface AlertHistory {

  /**
   * Writes something down.
   *
   * @throws IOException if storage does not answer; recording again is safe
   */
  void record(HistoryEntry entry) throws IOException;
}
