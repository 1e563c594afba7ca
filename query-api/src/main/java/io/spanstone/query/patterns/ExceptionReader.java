package io.spanstone.query.patterns;

import io.spanstone.metric.Labels;
import io.spanstone.storage.metrics.MetricStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads groups of exceptions in log records from the metric that counts them. Thread-safe. */
public final class ExceptionReader {
  private static final String LOG_EXCEPTIONS = "log_exceptions_total";

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
  public ExceptionPage read(PatternQuery query) throws IOException {
    CountReader<ExceptionSummary.Group> reader =
        new CountReader<>(metrics, LOG_EXCEPTIONS, query, budget, ExceptionReader::group);
    List<ExceptionSummary> all = new ArrayList<>();
    reader.read().forEach((group, counts) -> all.add(new ExceptionSummary(group, counts)));
    all.sort(
        Comparator.<ExceptionSummary>comparingLong(each -> each.counts().total())
            .reversed()
            .thenComparing(each -> each.group().service())
            .thenComparing(each -> each.group().id()));
    return new ExceptionPage(reader.start(), reader.step(), all, reader.scannedUntil());
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
