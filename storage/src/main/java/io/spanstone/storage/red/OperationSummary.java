package io.spanstone.storage.red;

/**
 * One operation of a service: the spans of one name and kind over a time range.
 *
 * @param kind the spans' kind by its OTLP number
 * @param ratePerSecond spans per second of the range
 * @param errorRate erroneous spans ÷ spans, 0 to 1
 * @param p50Nanos half of the spans were this fast or faster, within 1 %; likewise the others
 */
public record OperationSummary(
    String name,
    int kind,
    double ratePerSecond,
    double errorRate,
    long p50Nanos,
    long p95Nanos,
    long p99Nanos) {}
