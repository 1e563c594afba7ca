package io.spanstone.storage.blocks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.TestSpans;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.TestStorage;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.red.RollupCoverages;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class SnapshotTest {
  private static final String ALLOCATION = "\"index.routing.allocation.enable\":";
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  /** As at the first record of a period: the index is there, its shard not quite yet. */
  @Test
  void aShardThatIsStartingIsWaitedFor(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch);
        Cluster cluster = new Cluster(test.settings)) {
      String index = "/" + test.storage.indexName(Signal.TRACES, NOW);
      String settings = "{\"settings\":{" + ALLOCATION + "\"none\"}}";
      test.call("PUT", index + "?wait_for_active_shards=0", settings);
      CompletableFuture<String> started =
          CompletableFuture.supplyAsync(
              () -> call(test, index + "/_settings", "{" + ALLOCATION + "\"all\"}"),
              CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));

      String alias = test.settings.indexPrefix() + "-traces";
      try (Snapshot snapshot = new Snapshot(cluster, alias, Duration.ofSeconds(20))) {
        assertThat(new String(snapshot.search("\"size\":0"), UTF_8)).contains("\"failed\":0");
      }
      started.join();
    }
  }

  @Test
  void rollUpsWhoseShardIsStartingAreWaitedFor(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch);
        Cluster cluster = new Cluster(test.settings)) {
      String index = test.settings.indexPrefix() + "-rollups";
      String settings = "{\"settings\":{" + ALLOCATION + "\"none\"}}";
      test.call("PUT", "/" + index + "?wait_for_active_shards=0", settings);
      CompletableFuture<String> started =
          CompletableFuture.supplyAsync(
              () -> call(test, "/" + index + "/_settings", "{" + ALLOCATION + "\"all\"}"),
              CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));

      RollupCoverages coverages =
          new RollupCoverages(cluster, index, Duration.ofDays(1), InstantSource.system());
      assertThat(coverages.read()).isEmpty();
      started.join();
    }
  }

  /** More of them than a few pages hold, so that pages are asked for ahead. */
  @Test
  void everyBlockComesOnceAndTheNewestFirst(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch);
        Cluster cluster = new Cluster(test.settings)) {
      TracesData request =
          new TestSpans(11, 3, 500, Duration.ofMinutes(30).toNanos()).request(2_000);
      List<BulkItem> blocks = test.items(List.of(request), new BlockLimits(2, 1, 1 << 20, 1));
      assertThat(blocks).hasSizeGreaterThan(300);
      test.storage.bulk(blocks);
      test.refresh();

      String alias = test.settings.indexPrefix() + "-traces";
      List<Slice> found = new ArrayList<>();
      long frontier = Long.MAX_VALUE;
      try (Snapshot snapshot = new Snapshot(cluster, alias, Duration.ofSeconds(20));
          BlockCursor cursor = snapshot.blocks(new BlockQuery(), 4)) {
        while (cursor.next()) {
          found.add(Slice.of(cursor.payload().toByteArray()));
          assertThat(cursor.frontierUnixNano()).isLessThanOrEqualTo(frontier);
          frontier = cursor.frontierUnixNano();
        }
        assertThat(cursor.isExhausted()).isTrue();
      }
      assertThat(found).hasSameSizeAs(blocks).doesNotHaveDuplicates();
    }
  }

  private static String call(TestStorage test, String path, String json) {
    try {
      return test.call("PUT", path, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
