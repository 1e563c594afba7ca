package io.spanstone.query.alert.silence;

import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import org.jspecify.annotations.Nullable;

/** What people did about alerts, as far as it changes what is told. Thread-safe. */
public interface Marks {
  boolean isSilenced(Alert alert);

  /** Null if nobody did. */
  @Nullable Acknowledgement acknowledgementOf(Alert alert);
}
