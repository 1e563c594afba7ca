package io.spanstone.query.patterns;

import static java.util.Objects.requireNonNull;

import io.spanstone.metric.Labels;
import io.spanstone.pattern.PatternTree;
import io.spanstone.storage.metrics.MetricStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads patterns of log records from the metric that counts them. Patterns that differ in a word
 * which takes many values are shown as one ({@link PatternTree}). Thread-safe.
 */
public final class PatternReader {
  private static final String ID = "log_pattern_id";
  private static final String TEMPLATE = "log_pattern_template";

  private final MetricStore metrics;
  private final Duration budget;

  /**
   * @param budget how long a reading may take
   */
  public PatternReader(MetricStore metrics, Duration budget) {
    this.metrics = metrics;
    this.budget = budget;
  }

  private record Key(String service, String id, String template) {
    static Key of(Labels labels) {
      return new Key(CountReader.service(labels), labels.get(ID), labels.get(TEMPLATE));
    }
  }

  /**
   * The patterns of the records in a range of time, which is widened to whole cells of 10 s. The
   * newest are read first; if time runs out, the page says so.
   */
  public CountPage<PatternSummary> read(PatternQuery query) throws IOException {
    CountReader<Key> reader =
        new CountReader<>(metrics, CountedMetric.LOG_RECORDS, query, budget, Key::of);
    List<PatternSummary> patterns = grouped(reader.read(), reader.steps());
    return new CountPage<>(
        reader.start(), reader.step(), reader.steps(), patterns, reader.scannedUntil());
  }

  private static List<PatternSummary> grouped(Map<Key, RecordCounts> found, int steps) {
    Map<String, Map<String, PatternSummary>> services = new HashMap<>();
    found.forEach(
        (key, counts) -> {
          String name = key.template().isEmpty() ? '\0' + key.id() : key.template();
          services
              .computeIfAbsent(key.service(), service -> new HashMap<>())
              .computeIfAbsent(
                  name, unused -> new PatternSummary(key.service(), key.template(), steps))
              .add(key.id(), counts);
        });
    List<PatternSummary> all = new ArrayList<>();
    services.forEach((service, patterns) -> all.addAll(grouped(service, patterns, steps)));
    all.sort(
        Comparator.<PatternSummary>comparingLong(each -> each.counts().total())
            .reversed()
            .thenComparing(PatternSummary::service)
            .thenComparing(PatternSummary::template));
    return all;
  }

  private static List<PatternSummary> grouped(
      String service, Map<String, PatternSummary> patterns, int steps) {
    List<PatternSummary> all = new ArrayList<>();
    for (PatternTree.Group group : PatternTree.group(patterns.keySet())) {
      String template = group.template().startsWith("\0") ? "" : group.template();
      PatternSummary sum = new PatternSummary(service, template, steps);
      group.members().forEach(member -> sum.add(requireNonNull(patterns.get(member))));
      all.add(sum);
    }
    return all;
  }
}
