package io.spanstone.collector.remotewrite;

import io.spanstone.otlp.Slice;

/**
 * A write request in OTLP.
 *
 * @param metrics an export request of metrics
 * @param points how many data points it has: one for each sample and histogram, and one for each
 *     series with exemplars
 * @param refusals what is not in it, and why
 */
public record Converted(Slice metrics, int points, Refusals refusals) {}
