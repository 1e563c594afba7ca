package io.spanstone.query.alert;

import java.io.IOException;

/**
 * Writes down what people did about alerts, and what receivers were told. Recording again what may
 * have been recorded is safe. Thread-safe. Every method throws {@link IOException} if storage does
 * not answer.
 */
public interface AlertHistory {

  /** Writes down what a person did. */
  void record(HistoryEntry entry) throws IOException;

  /** Writes down what became of a notice, unless the same became of it before. */
  void record(NoticeEntry entry) throws IOException;
}
