package io.spanstone.storage;

import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockDocument;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.BlockPacker;
import io.spanstone.block.PeriodRule;
import io.spanstone.block.SeriesListing;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.bulk.Verdict.Outcome;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.cluster.StorageSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A storage of its own on the shared node, and another way to talk to that node. */
public final class TestStorage implements AutoCloseable {
  static final Instant SEGMENT_CREATED_AT = Instant.parse("2026-11-24T10:30:00Z");

  private static final AtomicInteger PREFIXES = new AtomicInteger();

  final URI elasticsearch;
  public final StorageSettings settings;
  public final Storage storage;
  private final SeriesListing listing = new SeriesListing(100_000);

  private TestStorage(URI elasticsearch, StorageSettings settings) {
    this.elasticsearch = elasticsearch;
    this.settings = settings;
    this.storage = Storage.connect(settings);
  }

  /** An installed storage whose indices no other test uses. */
  public static TestStorage install(URI elasticsearch) throws StorageException {
    String prefix = "t" + PREFIXES.incrementAndGet();
    StorageSettings settings = StorageSettings.local(elasticsearch).withIndexPrefix(prefix);
    TestStorage test = new TestStorage(elasticsearch, settings);
    test.storage.install();
    return test;
  }

  /** Packs the requests as one segment, stores the blocks and makes them searchable. */
  void store(List<TracesData> requests, BlockLimits limits) throws IOException {
    List<BulkItem> items = items(requests, limits);
    for (Verdict verdict : storage.bulk(items)) {
      if (verdict.outcome() != Outcome.CREATED) {
        throw new AssertionError(verdict);
      }
    }
    refresh();
  }

  /** The same for logs. */
  void storeLogs(List<LogsData> requests, BlockLimits limits) throws IOException {
    List<BulkItem> items = new ArrayList<>();
    UUID segment = UUID.randomUUID();
    PeriodRule periods =
        new PeriodRule(settings.indexPeriod(), SEGMENT_CREATED_AT, settings.retention(Signal.LOGS));
    BlockOrigin origin = new BlockOrigin("c-1", UnixNano.of(SEGMENT_CREATED_AT), listing.draft());
    try (BlockPacker packer = new BlockPacker(Signal.LOGS, limits, periods, origin)) {
      requests.forEach(request -> packer.add(Slice.of(request.toByteArray())));
      for (BlockDocument block : packer.finish()) {
        String index = storage.indexName(block.signal(), block.period());
        items.add(new BulkItem(index, segment + "-" + items.size(), block.json()));
      }
    }
    for (Verdict verdict : storage.bulk(items)) {
      if (verdict.outcome() != Outcome.CREATED) {
        throw new AssertionError(verdict);
      }
    }
    refresh();
  }

  /** The same for metrics, packed by a collector of that name. */
  void storeMetrics(List<MetricsData> requests, BlockLimits limits) throws IOException {
    List<BulkItem> items = new ArrayList<>();
    UUID segment = UUID.randomUUID();
    PeriodRule periods =
        new PeriodRule(
            settings.indexPeriod(), SEGMENT_CREATED_AT, settings.retention(Signal.METRICS));
    BlockOrigin origin = new BlockOrigin("c-1", UnixNano.of(SEGMENT_CREATED_AT), listing.draft());
    try (BlockPacker packer = new BlockPacker(Signal.METRICS, limits, periods, origin)) {
      requests.forEach(request -> packer.add(Slice.of(request.toByteArray())));
      for (BlockDocument block : packer.finish()) {
        String index = storage.indexName(block.signal(), block.period());
        items.add(new BulkItem(index, segment + "-" + items.size(), block.json()));
      }
    }
    origin.listing().keep();
    for (Verdict verdict : storage.bulk(items)) {
      if (verdict.outcome() != Outcome.CREATED) {
        throw new AssertionError(verdict);
      }
    }
    refresh();
  }

  public List<BulkItem> items(List<TracesData> requests, BlockLimits limits) {
    List<BulkItem> items = new ArrayList<>();
    UUID segment = UUID.randomUUID();
    for (BlockDocument block : pack(requests, limits)) {
      String index = storage.indexName(block.signal(), block.period());
      items.add(new BulkItem(index, segment + "-" + items.size(), block.json()));
    }
    return items;
  }

  public void refresh() throws IOException {
    call("POST", "/" + settings.indexPrefix() + "-*/_refresh", "");
  }

  /** Asks Elasticsearch without our client. Returns the answer's body. */
  public String call(String method, String path, String json) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(elasticsearch.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException(response.statusCode() + ": " + response.body());
      }
      return response.body();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    storage.close();
  }

  private static List<BlockDocument> pack(List<TracesData> requests, BlockLimits limits) {
    StorageSettings defaults = StorageSettings.local(URI.create("http://localhost"));
    PeriodRule periods =
        new PeriodRule(
            defaults.indexPeriod(), SEGMENT_CREATED_AT, defaults.retention(Signal.TRACES));
    try (BlockPacker packer = new BlockPacker(Signal.TRACES, limits, periods)) {
      requests.forEach(request -> packer.add(Slice.of(request.toByteArray())));
      return packer.finish();
    }
  }
}
