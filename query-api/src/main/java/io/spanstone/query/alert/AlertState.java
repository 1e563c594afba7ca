package io.spanstone.query.alert;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an alert is in its life. */
public enum AlertState {
  /** Its condition ended before it held for long enough; the end of its life. */
  INACTIVE,
  /** Its condition holds, not for long enough yet. */
  PENDING,
  /** People are to be told. */
  FIRING,
  /** It has fired and does not any more; the end of its life. */
  RESOLVED;

  /** As JSON has it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<AlertState> of(String id) {
    return Stream.of(values()).filter(state -> state.id().equals(id)).findFirst();
  }
}
