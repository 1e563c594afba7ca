package io.spanstone.query.patterns;

import io.spanstone.metric.Labels;
import io.spanstone.query.patterns.ExceptionSummary.Source;
import io.spanstone.storage.metrics.MetricStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads groups of exceptions in log records and in spans from the metrics that count them.
 * Thread-safe.
 */
public final class ExceptionReader {
  private final MetricStore metrics;
  private final Duration budget;

  /**
   * @param budget how long a reading may take
   */
  public ExceptionReader(MetricStore metrics, Duration budget) {
    this.metrics = metrics;
    this.budget = budget;
  }

  /**
   * The groups of the exceptions in a range of time, which is widened to whole cells of 10 s. The
   * newest are read first; if time runs out, the page says so.
   */
  public CountPage<ExceptionSummary> read(PatternQuery query) throws IOException {
    List<ExceptionSummary> all = new ArrayList<>();
    Duration half = budget.dividedBy(2);
    CountReader<ExceptionSummary.Group> logs = reader(CountedMetric.LOG_EXCEPTIONS, query, half);
    logs.read()
        .forEach((group, counts) -> all.add(new ExceptionSummary(Source.LOG, group, counts)));
    CountReader<ExceptionSummary.Group> spans = reader(CountedMetric.SPAN_EXCEPTIONS, query, half);
    if (CountedMetric.SPAN_EXCEPTIONS.mayHave(query.severities())) {
      spans
          .read()
          .forEach((group, counts) -> all.add(new ExceptionSummary(Source.SPAN, group, counts)));
    }
    all.sort(
        Comparator.<ExceptionSummary>comparingLong(each -> each.counts().total())
            .reversed()
            .thenComparing(each -> each.group().service())
            .thenComparing(each -> each.group().id())
            .thenComparing(ExceptionSummary::source));
    return new CountPage<>(
        logs.start(),
        logs.step(),
        logs.steps(),
        all,
        latest(logs.scannedUntil(), spans.scannedUntil()));
  }

  private CountReader<ExceptionSummary.Group> reader(
      CountedMetric metric, PatternQuery query, Duration time) {
    return new CountReader<>(metrics, metric, query, time, ExceptionReader::group);
  }

  private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  private static ExceptionSummary.Group group(Labels labels) {
    String type = labels.get("exception_type");
    String rootType = labels.get("exception_root_type");
    return new ExceptionSummary.Group(
        CountReader.service(labels),
        labels.get("exception_group_id"),
        type,
        rootType.isEmpty() ? type : rootType,
        labels.get("exception_location"));
  }
}
