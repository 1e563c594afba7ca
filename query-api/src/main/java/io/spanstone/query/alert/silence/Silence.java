package io.spanstone.query.alert.silence;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.matcher.AlertMatchers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that nobody is to be told of, and when. Immutable.
 *
 * @param startsAt inclusive
 * @param endsAt exclusive; null for never, if it recurs
 * @param recurrence between them, only at these times; null for all the time
 */
public record Silence(
    String id,
    AlertMatchers matchers,
    Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Recurrence recurrence,
    String createdBy,
    String comment,
    Instant createdAt) {

  public boolean silences(Alert alert, Instant now) {
    return isActive(now) && matchers.match(alert.labels());
  }

  /** {@code pending}, {@code active}, {@code idle} between two of its times, or {@code expired}. */
  String state(Instant now) {
    if (isExpired(now)) {
      return "expired";
    }
    if (isActive(now)) {
      return "active";
    }
    return now.isBefore(startsAt) ? "pending" : "idle";
  }

  boolean isExpired(Instant now) {
    return endsAt != null && !now.isBefore(endsAt);
  }

  private boolean isActive(Instant now) {
    return !now.isBefore(startsAt)
        && !isExpired(now)
        && (recurrence == null || recurrence.contains(now));
  }
}
