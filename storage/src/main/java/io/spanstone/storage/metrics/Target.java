package io.spanstone.storage.metrics;

import io.spanstone.metric.Labels;

/**
 * A resource that sent metrics.
 *
 * @param labels those of its {@code target_info}: {@code job}, {@code instance}, and its other
 *     attributes under Prometheus' names
 * @param newestUnixNano the time of its newest point, or of one stored together with it
 */
public record Target(Labels labels, long newestUnixNano) {}
