package io.spanstone.query.patterns;

import java.time.Instant;

/**
 * A record that shows what a pattern, or a group of exceptions, looks like.
 *
 * @param text what it shows
 * @param traceId hex; empty if it belongs to no trace
 * @param spanId hex; empty if it belongs to no span
 */
public record PatternExample(Instant time, String text, String traceId, String spanId) {}
