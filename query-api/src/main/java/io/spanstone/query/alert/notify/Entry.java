package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an alert in a group, and what the receiver was told of it. Immutable.
 *
 * @param alert as it is now: firing or resolved
 * @param owedSince when something happened that the receiver was not told yet; null if it knows all
 * @param begun how often the alert began to fire since it is known
 * @param settled how many of these the receiver was told, or is not to be told
 * @param toldFiring whether the receiver was told that it fires, and not that it is resolved
 * @param toldAt when the receiver was told of it last; null if it never was
 */
record Entry(
    Alert alert,
    @Nullable Instant owedSince,
    int begun,
    int settled,
    boolean toldFiring,
    @Nullable Instant toldAt) {

  boolean isOwed() {
    return owedSince != null;
  }

  /** How often the alert began to fire that the receiver was not told yet. */
  int firings() {
    return begun - settled;
  }

  boolean isFiring() {
    return alert.state() == AlertState.FIRING;
  }

  /** Whether an alert's state came after this one. Each life of an alert fires, then ends. */
  boolean isBefore(Alert other) {
    int lives = alert.activeAt().compareTo(other.activeAt());
    return lives < 0 || (lives == 0 && isFiring() && other.state() == AlertState.RESOLVED);
  }

  boolean isSameState(Entry other) {
    return alert.activeAt().equals(other.alert.activeAt()) && isFiring() == other.isFiring();
  }

  /** The alert with newer values, in the same state. */
  Entry with(Alert newer) {
    return new Entry(newer, owedSince, begun, settled, toldFiring, toldAt);
  }

  /** Nothing is owed, and nothing was told. */
  Entry dropped() {
    return new Entry(alert, null, begun, begun, false, toldAt);
  }
}
