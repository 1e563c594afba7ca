package io.spanstone.query.alert.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one notifier was told and is owed of one alert.
 *
 * @param toldAt when it was told of it last; null if it never was
 * @param toldFiring whether that was that it fires; else that it is resolved
 * @param owedSince when something happened that it was not told yet; null if it knows all
 * @param failure why it was not told yet; null if it was not tried, or nothing is owed
 */
public record AlertDelivery(
    String notifierId,
    @Nullable Instant toldAt,
    boolean toldFiring,
    @Nullable Instant owedSince,
    @Nullable Failure failure) {}
