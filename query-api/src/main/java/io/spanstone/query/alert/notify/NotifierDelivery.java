package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.Alert;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one notifier is owed. Immutable.
 *
 * @param owed changes of alerts that it was not told yet
 * @param heldBack further ones that a silence keeps from it
 * @param oldestOwedAt since when the oldest is owed; null if nothing is
 * @param owedAlerts what is owed longest, 50 at most
 * @param failure why the last notice was not taken; null if it was, or there was none
 */
public record NotifierDelivery(
    int owed,
    int heldBack,
    @Nullable Instant oldestOwedAt,
    List<Alert> owedAlerts,
    @Nullable Failure failure) {

  public NotifierDelivery {
    owedAlerts = List.copyOf(owedAlerts);
  }
}
