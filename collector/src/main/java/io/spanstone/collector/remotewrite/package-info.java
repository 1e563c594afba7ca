/**
 * Prometheus remote write 1.0 to OTLP: what came in one protocol is journaled and stored in the
 * other, and comes back to PromQL under the names and labels that it had. Pure.
 *
 * <p>Source: Prometheus Remote-Write 1.0 specification; prompb/remote.proto and prompb/types.proto
 * of Prometheus.
 */
@NullMarked
package io.spanstone.collector.remotewrite;

import org.jspecify.annotations.NullMarked;
