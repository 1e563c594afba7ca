package io.spanstone.query.alert.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the history are wanted, the newest first.
 *
 * @param wanted values by the name of what is looked for ({@code kind}, {@code name}, {@code
 *     ruleId}, {@code alertId}, {@code service}, {@code severity}, {@code notifier}); an entry has
 *     one of each, that of a notice perhaps several
 * @param cursor of the page before; null for the first
 */
public record HistoryQuery(
    Instant start,
    Instant end,
    Map<String, List<String>> wanted,
    @Nullable String cursor,
    int limit) {
  public HistoryQuery {
    wanted = new LinkedHashMap<>(wanted);
  }

  List<List<String>> terms() {
    List<List<String>> terms = new ArrayList<>();
    wanted.forEach(
        (name, values) -> {
          if (!values.isEmpty()) {
            terms.add(values.stream().map(value -> HistoryEvents.term(name, value)).toList());
          }
        });
    return terms;
  }
}
