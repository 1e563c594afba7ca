package io.spanstone.storage.logs;

import io.spanstone.block.CaseFold;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.query.LogCondition.Field;
import io.spanstone.storage.logs.scan.FieldTexts;
import io.spanstone.storage.logs.scan.LogScan;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Counts the values of a field in the newest records that meet a condition. */
final class FieldValueCount {
  /** Enough to know the values that are frequent. */
  private static final int MAX_RECORDS = 20_000;

  private static final int MAX_VALUES = 10_000;
  private static final int MAX_VALUE_CHARACTERS = 512;

  private final LogCondition condition;
  private final FieldTexts texts;
  private final String foldedPrefix;
  private final Map<String, Integer> counts = new HashMap<>();

  FieldValueCount(LogCondition condition, Field field, String prefix) {
    this.condition = condition;
    this.texts = new FieldTexts(field);
    this.foldedPrefix = CaseFold.fold(prefix);
  }

  LogFieldValues run(LogBlocks blocks, long start, long end, int limit, BooleanSupplier timeIsUp)
      throws IOException {
    int records = 0;
    boolean complete = true;
    LogScan scan = new LogScan(condition, start, end);
    try (LogBlocks.Walk walk =
        blocks.walk(BlockPruning.filter(condition, start, end), BlockOrder.NEWEST_FIRST)) {
      while (complete && walk.next()) {
        scan.reset(walk.payload());
        while (scan.next()) {
          records++;
          texts.read(scan, this::count);
        }
        complete = walk.isExhausted() || (records < MAX_RECORDS && !timeIsUp.getAsBoolean());
      }
    }
    return new LogFieldValues(mostFrequent(limit), records, complete);
  }

  private void count(String text) {
    boolean wanted =
        text.length() <= MAX_VALUE_CHARACTERS && CaseFold.fold(text).startsWith(foldedPrefix);
    if (wanted && (counts.size() < MAX_VALUES || counts.containsKey(text))) {
      counts.merge(text, 1, Integer::sum);
    }
  }

  private List<LogFieldValues.Value> mostFrequent(int limit) {
    return counts.entrySet().stream()
        .map(each -> new LogFieldValues.Value(each.getKey(), each.getValue()))
        .sorted(
            Comparator.comparing(LogFieldValues.Value::records)
                .reversed()
                .thenComparing(LogFieldValues.Value::text))
        .limit(limit)
        .toList();
  }
}
