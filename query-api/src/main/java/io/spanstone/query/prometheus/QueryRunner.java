package io.spanstone.query.prometheus;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spanstone.metric.QueryCancelledException;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.query.promql.PromqlSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * Runs queries within bounds of memory and time, and counts them. Many small queries run at once;
 * one that turns out to need more samples than its share is run once more, with all that a query
 * may use, but one at a time: large queries wait for each other, small ones do not wait for them. A
 * client that goes away cancels its query. Thread-safe.
 */
public final class QueryRunner implements AutoCloseable {

  /** What is to be run. */
  interface Query<T> {
    /**
     * Runs it.
     *
     * @param settings with what is left of time, and what it may use of memory
     */
    T run(PromqlSettings settings) throws IOException;
  }

  private final PromqlSettings settings;
  private final long smallSamples;
  private final Lane small;
  private final Lane large;
  private final ClientWatch clients = new ClientWatch();
  private final MeterRegistry registry;
  private final Counter samples;

  /**
   * @param settings how queries are evaluated, and what one may use
   * @param concurrency how many small queries may run at once; at least 1
   */
  public QueryRunner(PromqlSettings settings, int concurrency, MeterRegistry registry) {
    this.settings = settings;
    this.smallSamples = settings.maxSamples() / concurrency;
    this.small = new Lane("small", concurrency, registry);
    this.large = new Lane("large", 1, registry);
    this.registry = registry;
    this.samples =
        Counter.builder("spanstone.query.promql.samples")
            .description("Samples that queries read from storage; a histogram is several")
            .register(registry);
  }

  PromqlSettings settings() {
    return settings;
  }

  /** Runs a query with the server's own settings. */
  <T> T run(Context request, Query<T> query) throws IOException {
    return run(request, settings, query);
  }

  /** Runs a query with settings of its own. */
  <T> T run(Context request, PromqlSettings own, Query<T> query) throws IOException {
    long begin = System.nanoTime();
    String outcome = "success";
    try (ClientWatch.Watched client = clients.begin(request)) {
      try {
        return inLanes(own, begin + own.timeout().toNanos(), query);
      } catch (IOException | RuntimeException e) {
        if (client.isGone()) {
          throw new QueryCancelledException();
        }
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      ErrorType type = PrometheusFailures.typeOf(e);
      outcome = (type == null ? ErrorType.INTERNAL : type).toString();
      throw e;
    } finally {
      count(request, outcome, System.nanoTime() - begin);
    }
  }

  /** Counts what a query has read. */
  void countSamples(long read) {
    samples.increment((double) read);
  }

  /** Queries under way are not watched any more. Idempotent. */
  @Override
  public void close() {
    clients.close();
  }

  private <T> T inLanes(PromqlSettings own, long deadline, Query<T> query) throws IOException {
    if (smallSamples < own.maxSamples()) {
      try {
        PromqlSettings share = own.withMaxSamples(smallSamples);
        return small.run(deadline, () -> query.run(share.withTimeout(left(deadline))));
      } catch (TooManySamplesException tooLarge) {
        // once more below
      }
    }
    return large.run(deadline, () -> query.run(own.withTimeout(left(deadline))));
  }

  private static Duration left(long deadlineNanoTime) {
    return Duration.ofNanos(deadlineNanoTime - System.nanoTime());
  }

  private void count(Context request, String outcome, long nanos) {
    String path = request.path();
    Timer.builder("spanstone.query.promql.queries")
        .description("Time of queries, with the time that they waited for others")
        .tag("kind", kind(path))
        .tag("outcome", outcome.toLowerCase(Locale.ROOT))
        .register(registry)
        .record(Duration.ofNanos(nanos));
  }

  private static String kind(String path) {
    return path.endsWith("/values") ? "label_values" : path.substring(path.lastIndexOf('/') + 1);
  }
}
