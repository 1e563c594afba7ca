package io.spanstone.benchmarks.metrics;

import io.spanstone.benchmarks.ingest.Elasticsearch;
import io.spanstone.benchmarks.ingest.Load;
import io.spanstone.benchmarks.ingest.Spanstone;
import io.spanstone.benchmarks.metrics.SampleCorpus.Scrape;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Spanstone by OTLP/HTTP, or by Prometheus remote write; both may be the same process. */
final class SpanstonePoints implements PointReceiver {
  private static final String METRICS = "spanstone-metrics";

  private final Spanstone spanstone;
  private final Elasticsearch elasticsearch;
  private final PromqlClient promql;
  private final boolean otlp;
  private final Load load;

  private SpanstonePoints(Spanstone spanstone, boolean otlp, Load load) {
    this.spanstone = spanstone;
    this.elasticsearch = new Elasticsearch(spanstone.elasticsearch());
    this.promql = new PromqlClient(spanstone.api().resolve("/prometheus/api/v1/query"));
    this.otlp = otlp;
    this.load = load;
  }

  static SpanstonePoints byOtlp(Spanstone spanstone) {
    Load load = new Load(spanstone.otlp().resolve("/v1/metrics"), "application/x-protobuf");
    return new SpanstonePoints(spanstone, true, load);
  }

  static SpanstonePoints byRemoteWrite(Spanstone spanstone) {
    Load load = RemoteWriteEncoding.load(spanstone.otlp().resolve("/api/v1/write"));
    return new SpanstonePoints(spanstone, false, load);
  }

  @Override
  public String name() {
    return otlp ? "spanstoneOtlp" : "spanstoneRemoteWrite";
  }

  @Override
  public Requests encode(List<List<Scrape>> ticks) throws IOException {
    if (otlp) {
      List<byte[]> requests = OtlpPoints.encode(ticks);
      return () -> load.send(requests);
    }
    List<List<byte[]>> streams = RemoteWriteEncoding.encode(ticks);
    return () -> load.sendInOrder(streams);
  }

  @Override
  public long queryable() throws IOException, InterruptedException {
    return elasticsearch.sum(METRICS, "records");
  }

  @Override
  public void settle() throws IOException, InterruptedException {
    elasticsearch.awaitMerges();
  }

  @Override
  public long countOfOneGauge() throws IOException, InterruptedException {
    return promql.count(otlp ? OtlpPoints.GAUGE_IN_PROMQL : RemoteWriteEncoding.GAUGE_IN_PROMQL);
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    return spanstone.processes();
  }
}
