package io.spanstone.query.alert.notifier;

/**
 * How many notices a notifier may send.
 *
 * @param perMinute on the average
 * @param burst at once, after a time of silence
 */
public record RateLimit(int perMinute, int burst) {}
