package io.spanstone.query.alert;

import java.io.IOException;

/** Knows what people did about alerts. Thread-safe. */
public interface AlertMarks {

  /**
   * What people did about this one.
   *
   * @throws IOException if storage does not answer
   */
  AlertMark of(Alert alert) throws IOException;
}
