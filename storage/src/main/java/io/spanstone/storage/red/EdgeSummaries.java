package io.spanstone.storage.red;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Edges of the dependency graph.
 *
 * @param edges sorted by client, server and type
 * @param scannedUntil if the time was up: calls that ended before are not counted; else null
 */
public record EdgeSummaries(List<EdgeSummary> edges, @Nullable Instant scannedUntil) {}
