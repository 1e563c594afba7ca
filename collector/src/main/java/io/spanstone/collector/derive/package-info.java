/**
 * What is derived from telemetry while it is packed: from the spans of a segment their rate, errors
 * and durations, as OTLP metrics that go through the metrics lane like everybody's.
 */
@NullMarked
package io.spanstone.collector.derive;

import org.jspecify.annotations.NullMarked;
