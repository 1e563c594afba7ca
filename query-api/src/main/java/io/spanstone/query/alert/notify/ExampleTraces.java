package io.spanstone.query.alert.notify;

import io.spanstone.otlp.SpanView;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.notice.NoticeAlert;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.traces.TraceQuery;
import io.spanstone.storage.traces.TraceStore;
import io.spanstone.storage.traces.TraceSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds traces that show what an alert is about: the newest of its service with an error, else the
 * slowest. A notice goes out without, if that takes too long. Thread-safe.
 */
final class ExampleTraces {
  private static final Logger logger = LoggerFactory.getLogger(ExampleTraces.class);
  private static final int EXAMPLES = 3;
  private static final int LOOKED_THROUGH = 50;

  /** More alerts of a notice get none. */
  private static final int MOST_ALERTS = 5;

  private static final Duration BUDGET = Duration.ofSeconds(1);
  private static final Duration BEFORE = Duration.ofMinutes(10);

  private final TraceStore traces;
  private final Semaphore searches = new Semaphore(2);

  ExampleTraces(TraceStore traces) {
    this.traces = traces;
  }

  /** The same alerts; the first that fire with examples. */
  List<NoticeAlert> added(List<NoticeAlert> alerts, Instant now) throws InterruptedException {
    List<NoticeAlert> added = new ArrayList<>(alerts);
    for (int i = 0; i < Math.min(added.size(), MOST_ALERTS); i++) {
      NoticeAlert each = added.get(i);
      if (each.isFiring()) {
        added.set(i, each.withExamples(find(each, now)));
      }
    }
    return added;
  }

  private List<String> find(NoticeAlert told, Instant now) throws InterruptedException {
    String service = service(told.alert());
    if (service.isEmpty() || !searches.tryAcquire(BUDGET.toMillis(), TimeUnit.MILLISECONDS)) {
      return List.of();
    }
    try {
      TraceQuery.Builder query =
          TraceQuery.between(told.startsAt().minus(BEFORE), now)
              .service(service)
              .limit(LOOKED_THROUGH);
      List<TraceSummary> errors =
          traces.search(query.status(SpanView.STATUS_ERROR).build(), BUDGET).traces();
      if (!errors.isEmpty()) {
        return ids(errors);
      }
      List<TraceSummary> any =
          new ArrayList<>(traces.search(query.status(null).build(), BUDGET).traces());
      any.sort(Comparator.comparingLong(TraceSummary::durationNanos).reversed());
      return ids(any);
    } catch (StorageException e) {
      logger.debug("No example traces of {}", service, e);
      return List.of();
    } finally {
      searches.release();
    }
  }

  private static List<String> ids(List<TraceSummary> found) {
    return found.stream().limit(EXAMPLES).map(TraceSummary::traceId).toList();
  }

  private static String service(Alert alert) {
    String name = alert.labels().getOrDefault("service_name", "");
    String namespace = alert.labels().getOrDefault("service_namespace", "");
    return name.isEmpty() || namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
