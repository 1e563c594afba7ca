package io.spanstone.query.alert.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the history.
 *
 * @param entries each an object of JSON
 * @param cursor for the next page; null at the end
 */
public record HistoryPage(List<String> entries, @Nullable String cursor) {
  public HistoryPage {
    entries = List.copyOf(entries);
  }
}
