package io.spanstone.benchmarks.logs;

/**
 * One synthetic log record, in no particular encoding.
 *
 * @param severity OpenTelemetry's number
 * @param traceIdHex empty if it belongs to no trace, and so is {@code spanIdHex} then
 * @param status of the request that was served
 */
record LogLine(
    String service,
    String instance,
    String logger,
    String thread,
    long timeUnixNano,
    int severity,
    String body,
    String traceIdHex,
    String spanIdHex,
    String route,
    long status) {}
