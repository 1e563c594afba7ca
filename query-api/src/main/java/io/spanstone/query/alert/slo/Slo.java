package io.spanstone.query.alert.slo;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A share of the calls of a service must be good: must not fail, nor take too long. Immutable.
 *
 * @param id empty until it is stored
 * @param service {@code name} or {@code namespace/name}
 * @param operation the template of the span's name; null for all
 * @param latency calls that take longer are not good, as those that fail; null if only those that
 *     fail are not. 1 ms to 1 h
 * @param objective the share, such as 0.999
 * @param window over which it is held, up to now
 * @param notifiers ids of those to be told by
 */
public record Slo(
    String id,
    String name,
    String service,
    @Nullable String operation,
    @Nullable Duration latency,
    double objective,
    Duration window,
    List<String> notifiers) {
  public Slo {
    notifiers = List.copyOf(notifiers);
  }

  Slo withId(String newId) {
    return new Slo(newId, name, service, operation, latency, objective, window, notifiers);
  }

  /** The share of the calls that need not be good. */
  public double budget() {
    return 1 - objective;
  }
}
