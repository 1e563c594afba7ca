package io.spanstone.storage.red;

import java.time.Instant;

/**
 * One service over a time range. Calls are its SERVER and CONSUMER spans; a service that has none
 * has rates and percentiles of zero.
 *
 * @param namespace empty if it has none
 * @param instances how many different {@code service.instance.id}s it had; at least 1
 * @param ratePerSecond calls per second of the range
 * @param errorRate erroneous calls ÷ calls, 0 to 1
 * @param p50Nanos half of the calls were this fast or faster, within 1 %; likewise the others
 * @param lastSeen when its last span ended
 */
public record ServiceSummary(
    String name,
    String namespace,
    int instances,
    double ratePerSecond,
    double errorRate,
    long p50Nanos,
    long p95Nanos,
    long p99Nanos,
    Instant lastSeen) {}
