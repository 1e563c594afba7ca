package io.spanstone.storage.traces;

import java.util.List;

/**
 * A trace in a list. All but {@code matchTimeUnixNano} is of the whole trace, not only of the spans
 * that matched.
 *
 * @param traceId 32 lower-case hex digits
 * @param matchTimeUnixNano when the newest matching span started; pages are sorted by it
 * @param rootService qualified name of the root span's service; of the earliest span if no root is
 *     known
 * @param rootOperation name of that span
 * @param startTimeUnixNano when the first span started
 * @param durationNanos from the start of the first span to the end of the last
 * @param spanCount how many spans, each counted once
 * @param errorCount how many of them have the status error
 * @param services qualified names of all services in the trace, sorted
 */
public record TraceSummary(
    String traceId,
    long matchTimeUnixNano,
    String rootService,
    String rootOperation,
    long startTimeUnixNano,
    long durationNanos,
    int spanCount,
    int errorCount,
    List<String> services) {}
