package io.spanstone.collector;

import io.spanstone.otlp.Signal;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a collector is told at its start.
 *
 * @param data its directory, its own and on a local file system: {@code journal/}, {@code
 *     dead-letter/}
 * @param bind the address of its listeners, such as {@code 127.0.0.1}
 * @param grpcPort port of OTLP/gRPC, 0 for any free one
 * @param httpPort port of OTLP/HTTP, 0 for any free one
 * @param journalQuotaBytes receivers answer "unavailable, retry" while the journal is larger
 * @param limits the other bounds, {@link Limits#DEFAULT} unless there is a reason
 */
public record CollectorSettings(
    Path data, String bind, int grpcPort, int httpPort, long journalQuotaBytes, Limits limits) {

  /** With the default limits. */
  public CollectorSettings(
      Path data, String bind, int grpcPort, int httpPort, long journalQuotaBytes) {
    this(data, bind, grpcPort, httpPort, journalQuotaBytes, Limits.DEFAULT);
  }

  public CollectorSettings withLimits(Limits limits) {
    return new CollectorSettings(data, bind, grpcPort, httpPort, journalQuotaBytes, limits);
  }

  /**
   * Bounds on every hop.
   *
   * @param maxRequestBytes largest request, as received and as inflated
   * @param segmentAge a segment of traces or logs closes at this age
   * @param metricsSegmentAge a segment of metrics closes at this age
   * @param maxSegmentBytes a segment closes at this size
   * @param maxBulkBytes largest {@code _bulk} body, unless one document alone is larger
   * @param maxBulkItems most documents in one {@code _bulk}
   * @param maxConcurrentBulks most requests to Elasticsearch at a time; adapts between 1 and this
   * @param shutdownGrace how long {@code Collector.close()} goes on shipping; the rest waits on
   *     disk
   */
  public record Limits(
      int maxRequestBytes,
      Duration segmentAge,
      Duration metricsSegmentAge,
      long maxSegmentBytes,
      int maxBulkBytes,
      int maxBulkItems,
      int maxConcurrentBulks,
      Duration shutdownGrace) {
    public static final Limits DEFAULT =
        new Limits(
            16 << 20,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            32L << 20,
            8 << 20,
            256,
            4,
            Duration.ofSeconds(10));

    /** Age at which a segment of this signal closes. */
    public Duration segmentAge(Signal signal) {
      return signal == Signal.METRICS ? metricsSegmentAge : segmentAge;
    }
  }
}
