package io.spanstone.collector.derive;

import io.spanstone.collector.edge.CallFacts;

/**
 * What is derived from a segment of traces.
 *
 * @param metrics what the segment tells by itself
 * @param calls what takes other segments to tell
 */
public record Derived(DerivedMetrics metrics, CallFacts calls) {}
