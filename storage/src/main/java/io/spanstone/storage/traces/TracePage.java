package io.spanstone.storage.traces;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of found traces.
 *
 * @param traces newest match first
 * @param complete whether all of the time range down to the last trace on this page was looked at;
 *     false if the budget ran out before, and then there is a cursor
 * @param scannedUntil everything from the end of the range down to this time was looked at; null if
 *     {@code complete}
 * @param cursor to be given with the same conditions for the next page; null if there is no more
 */
public record TracePage(
    List<TraceSummary> traces,
    boolean complete,
    @Nullable Instant scannedUntil,
    @Nullable String cursor) {}
