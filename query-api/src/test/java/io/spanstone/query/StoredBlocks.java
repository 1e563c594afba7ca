package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockDocument;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.BlockPacker;
import io.spanstone.block.IndexPeriod;
import io.spanstone.block.PeriodRule;
import io.spanstone.block.SeriesListing;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.Storage;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.testkit.DerivedSpanMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes what the collector would: packed into blocks, in bulk. */
public final class StoredBlocks {
  /** Small ones, so that a search has many blocks to look at. */
  private static final BlockLimits SMALL_BLOCKS = new BlockLimits(64, 8, 1 << 20, 3);

  private StoredBlocks() {}

  /**
   * Stores each message as a segment of its own, and what is derived from it; all can be searched
   * when this returns.
   */
  public static void traces(Storage storage, URI elasticsearch, TracesData... segments)
      throws IOException, InterruptedException {
    write(storage, elasticsearch, Signal.TRACES, List.of(segments));
    metrics(
        storage,
        elasticsearch,
        Stream.of(segments).map(each -> DerivedSpanMetrics.of(each)).toList());
  }

  /** The same of logs. */
  public static void logs(Storage storage, URI elasticsearch, LogsData... segments)
      throws IOException, InterruptedException {
    write(storage, elasticsearch, Signal.LOGS, List.of(segments));
  }

  /** The same of metrics. */
  public static void metrics(Storage storage, URI elasticsearch, List<MetricsData> segments)
      throws IOException, InterruptedException {
    write(storage, elasticsearch, Signal.METRICS, segments);
  }

  private static void write(
      Storage storage, URI elasticsearch, Signal signal, List<? extends Message> segments)
      throws IOException, InterruptedException {
    storage.install();
    for (Message segment : segments) {
      List<BulkItem> items = new ArrayList<>();
      for (BlockDocument block : blocks(signal, segment)) {
        String index = storage.indexName(signal, block.period());
        items.add(new BulkItem(index, UUID.randomUUID().toString(), block.json()));
      }
      assertThat(storage.bulk(items))
          .extracting(Verdict::outcome)
          .containsOnly(Verdict.Outcome.CREATED);
    }
    refresh(elasticsearch);
  }

  private static List<BlockDocument> blocks(Signal signal, Message segment) {
    PeriodRule periods = new PeriodRule(IndexPeriod.DAY, Instant.now(), Duration.ofDays(7));
    BlockOrigin origin =
        new BlockOrigin("c-1", UnixNano.of(Instant.now()), new SeriesListing(100_000).draft());
    try (BlockPacker packer = new BlockPacker(signal, SMALL_BLOCKS, periods, origin)) {
      packer.add(Slice.of(segment.toByteArray()));
      return packer.finish();
    }
  }

  private static void refresh(URI elasticsearch) throws IOException, InterruptedException {
    HttpRequest refresh =
        HttpRequest.newBuilder(elasticsearch.resolve("/_refresh"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    int status = HttpClient.newHttpClient().send(refresh, BodyHandlers.discarding()).statusCode();
    assertThat(status).isEqualTo(200);
  }
}
