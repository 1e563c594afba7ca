package io.spanstone.storage.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.indices.IndexNames;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The collectors' reports: one document each, in an index of their own. Thread-safe. */
public final class CollectorReports {
  private static final Duration STALE_AFTER = Duration.ofMinutes(1);
  private static final Duration DELETED_AFTER = Duration.ofDays(1);
  private static final Duration SWEEP_INTERVAL = Duration.ofHours(1);
  private static final int MAX_COLLECTORS = 1_000;

  private final Cluster cluster;
  private final String index;
  private final InstantSource clock;
  private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

  public CollectorReports(Cluster cluster, IndexNames names, InstantSource clock) {
    this.cluster = cluster;
    this.index = names.collectors();
    this.clock = clock;
  }

  public void publish(CollectorReport report) throws StorageException {
    cluster.send("PUT", document(report.instance()), CollectorReportJson.write(report));
    sweep();
  }

  /** Those of the last minute, by instance. */
  public List<CollectorReport> fresh() throws StorageException {
    long since = clock.instant().minus(STALE_AFTER).toEpochMilli();
    List<CollectorReport> reports = search("{\"range\":{\"timeUnixMilli\":{\"gte\":%d}}}", since);
    return reports.stream().sorted(Comparator.comparing(CollectorReport::instance)).toList();
  }

  /** Deletes what collectors left behind that are long gone. */
  private void sweep() throws StorageException {
    Instant now = clock.instant();
    Instant due = nextSweep.get();
    if (now.isBefore(due) || !nextSweep.compareAndSet(due, now.plus(SWEEP_INTERVAL))) {
      return;
    }
    long before = now.minus(DELETED_AFTER).toEpochMilli();
    for (CollectorReport gone : search("{\"range\":{\"timeUnixMilli\":{\"lt\":%d}}}", before)) {
      cluster.send("DELETE", document(gone.instance()));
    }
  }

  private List<CollectorReport> search(String query, long timeUnixMilli) throws StorageException {
    byte[] answer =
        cluster.send(
            "POST",
            "/" + index + "/_search?ignore_unavailable=true&filter_path=hits.hits._source",
            "{\"size\":%d,\"query\":%s}".formatted(MAX_COLLECTORS, query.formatted(timeUnixMilli)));
    return JsonAnswer.sources(answer, CollectorReportJson::read);
  }

  private String document(String instance) {
    return "/"
        + index
        + "/_doc/collector-"
        + URLEncoder.encode(instance, UTF_8).replace("+", "%20");
  }
}
