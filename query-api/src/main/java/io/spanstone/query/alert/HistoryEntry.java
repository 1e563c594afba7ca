package io.spanstone.query.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person did about an alert.
 *
 * @param kind what it was: "acknowledged", "unacknowledged", "silenced" or "unsilenced"
 * @param alert as it was; null if none was meant in particular
 * @param silenceId null if it was no silence
 */
public record HistoryEntry(
    String alertId,
    String kind,
    String by,
    String comment,
    Instant at,
    @Nullable Alert alert,
    @Nullable String silenceId) {}
