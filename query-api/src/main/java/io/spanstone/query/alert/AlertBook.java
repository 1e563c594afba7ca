package io.spanstone.query.alert;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of alerts, whichever process evaluates their rules. Thread-safe. Every method
 * throws {@link IOException} if storage does not answer.
 */
public interface AlertBook {

  /** Those that are pending or firing. */
  List<Alert> active() throws IOException;

  /**
   * What happened, the oldest first. A transition may be given again, in this page or a later one,
   * since those of the last minute are read anew; take each once, by its id. None is left out that
   * is stored within a minute of its time.
   *
   * @param cursor of the page before; null for the last hour
   * @param limit 1 to 1,000
   */
  TransitionPage transitionsSince(@Nullable String cursor, int limit) throws IOException;
}
