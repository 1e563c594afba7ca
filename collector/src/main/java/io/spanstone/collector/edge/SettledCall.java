package io.spanstone.collector.edge;

import io.spanstone.otlp.Slice;

/**
 * A call of which both ends are known at last.
 *
 * @param traceId of the span that the call is counted by
 * @param spanId of that span
 * @param endUnixNano when that span ended
 * @param durationNanos how long it took, or a message was in the queue
 */
public record SettledCall(Slice traceId, Slice spanId, long endUnixNano, long durationNanos) {}
