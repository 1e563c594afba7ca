package io.spanstone.query.patterns;

import java.time.Instant;

/**
 * A record that shows what a pattern looks like.
 *
 * @param traceId hex; empty if it belongs to no trace
 * @param spanId hex; empty if it belongs to no span
 */
public record PatternExample(Instant time, String body, String traceId, String spanId) {}
