/**
 * Prometheus' HTTP API under {@code /prometheus/api/v1}, for Grafana, promtool and other clients of
 * Prometheus. Here its conventions hold, not those of {@code /api/v1}: unknown parameters are
 * ignored, POST takes a form, and errors have Prometheus' shape.
 */
package io.spanstone.query.prometheus;
