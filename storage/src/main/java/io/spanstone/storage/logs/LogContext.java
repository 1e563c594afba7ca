package io.spanstone.storage.logs;

import java.util.List;

/**
 * The records around one, of the same service and instance, the oldest first.
 *
 * @param complete whether there are no more before and after but for those that were not asked for
 */
public record LogContext(
    List<LogEntry> before, LogEntry log, List<LogEntry> after, boolean complete) {}
