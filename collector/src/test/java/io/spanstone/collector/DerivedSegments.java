package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockDocument;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.BlockPacker;
import io.spanstone.block.PeriodRule;
import io.spanstone.block.SeriesListing;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.derive.DeriveLimits;
import io.spanstone.collector.derive.DerivedMerge;
import io.spanstone.collector.derive.Deriver;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.Storage;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Stores what collectors derive from spans: the hops from spans to blocks, without a journal. */
final class DerivedSegments implements AutoCloseable {
  /** So small that there are many blocks. */
  private static final BlockLimits LIMITS = new BlockLimits(100, 20, 1 << 20, 3);

  private final URI elasticsearch;
  private final String prefix = TestCollectors.freshPrefix();
  private final Storage storage;
  private final BlockLimits limits;

  DerivedSegments(URI elasticsearch) throws IOException {
    this(elasticsearch, 1);
  }

  /**
   * @param shards of each index
   */
  DerivedSegments(URI elasticsearch, int shards) throws IOException {
    this(elasticsearch, shards, LIMITS);
  }

  DerivedSegments(URI elasticsearch, int shards, BlockLimits limits) throws IOException {
    this.limits = limits;
    this.elasticsearch = elasticsearch;
    this.storage = TestCollectors.storage(elasticsearch, prefix, shards);
    storage.install();
  }

  Storage storage() {
    return storage;
  }

  /**
   * Stores what one segment of metrics has: the points of some segments of spans, each derived by a
   * collector that has just been started.
   */
  void store(String collector, Instant createdAt, List<TracesData> segments) throws IOException {
    store(collector, createdAt, UnixNano.of(createdAt), segments);
  }

  /** The same with an ingest time of its own. */
  void store(
      String collector, Instant createdAt, long ingestTimeUnixNano, List<TracesData> segments)
      throws IOException {
    PeriodRule periods =
        new PeriodRule(
            storage.settings().indexPeriod(),
            createdAt,
            storage.settings().retention(Signal.METRICS));
    List<Slice> derived = new ArrayList<>();
    for (TracesData spans : segments) {
      Deriver deriver = new Deriver(DeriveLimits.DEFAULT, new SimpleMeterRegistry());
      List<Slice> requests = List.of(Slice.of(spans.toByteArray()));
      derived.add(deriver.derive(UUID.randomUUID(), requests, periods).metrics().request());
    }
    pack(collector, ingestTimeUnixNano, periods, DerivedMerge.of(derived).request());
  }

  /** Stores what a client sent. */
  void storeMetrics(String collector, Instant createdAt, MetricsData metrics) throws IOException {
    PeriodRule periods =
        new PeriodRule(
            storage.settings().indexPeriod(),
            createdAt,
            storage.settings().retention(Signal.METRICS));
    pack(collector, UnixNano.of(createdAt), periods, Slice.of(metrics.toByteArray()));
  }

  private void pack(String collector, long ingestTimeUnixNano, PeriodRule periods, Slice metrics)
      throws IOException {
    BlockOrigin origin =
        new BlockOrigin(collector, ingestTimeUnixNano, new SeriesListing(10_000).draft());
    try (BlockPacker packer = new BlockPacker(Signal.METRICS, limits, periods, origin)) {
      packer.add(metrics);
      write(packer.finish());
    }
  }

  /** Stores the spans of a segment themselves. */
  void storeSpans(Instant createdAt, TracesData spans) throws IOException {
    PeriodRule periods =
        new PeriodRule(
            storage.settings().indexPeriod(),
            createdAt,
            storage.settings().retention(Signal.TRACES));
    try (BlockPacker packer = new BlockPacker(Signal.TRACES, limits, periods)) {
      packer.add(Slice.of(spans.toByteArray()));
      write(packer.finish());
    }
  }

  /** Makes all that was stored visible. */
  void refresh() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(elasticsearch.resolve("/" + prefix + "*/_refresh"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  @Override
  public void close() {
    storage.close();
  }

  private void write(List<BlockDocument> documents) throws IOException {
    UUID segment = UUID.randomUUID();
    List<BulkItem> items = new ArrayList<>();
    for (BlockDocument block : documents) {
      String index = storage.indexName(block.signal(), block.period());
      items.add(new BulkItem(index, segment + "-" + items.size(), block.json()));
    }
    assertThat(storage.bulk(items))
        .extracting(Verdict::outcome)
        .allMatch(Verdict.Outcome.CREATED::equals);
  }
}
