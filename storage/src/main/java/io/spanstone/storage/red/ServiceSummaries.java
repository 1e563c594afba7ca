package io.spanstone.storage.red;

import java.util.List;

/**
 * The services seen in a time range.
 *
 * @param services sorted by name, then namespace
 * @param complete whether all spans of the range were counted within the budget; if not, the newest
 *     were
 */
public record ServiceSummaries(List<ServiceSummary> services, boolean complete) {}
