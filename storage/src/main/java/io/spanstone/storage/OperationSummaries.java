package io.spanstone.storage;

import java.util.List;

/**
 * The operations of one service seen in a time range.
 *
 * @param operations sorted by name, then kind
 * @param complete whether all spans of the range were counted within the budget; if not, the newest
 *     were
 */
public record OperationSummaries(List<OperationSummary> operations, boolean complete) {}
