/**
 * What OTLP metrics are called in Prometheus: names, units, labels. Pure.
 *
 * <p>Source: OpenTelemetry specification, "Prometheus and OpenMetrics Compatibility"; where it
 * leaves room, what Prometheus's own OTLP receiver does.
 */
@NullMarked
package io.spanstone.block.prometheus;

import org.jspecify.annotations.NullMarked;
