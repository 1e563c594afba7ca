package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.Labels;

/**
 * A sample that rules made.
 *
 * @param labels with the metric's name
 * @param value may say that the series has ended ({@link io.spanstone.metric.StaleMarker})
 */
public record Sample(Labels labels, long timeMillis, double value) {}
