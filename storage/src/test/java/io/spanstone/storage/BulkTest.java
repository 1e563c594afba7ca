package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.block.BlockLimits;
import io.spanstone.block.TestSpans;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.bulk.Verdict.Outcome;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class BulkTest {
  private static final BlockLimits SMALL = new BlockLimits(10, 5, 1 << 20, 1);

  @Test
  void aSecondTryIsFoundOut(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      List<BulkItem> items = blocks(test);

      assertThat(test.storage.bulk(items))
          .hasSameSizeAs(items)
          .extracting(Verdict::outcome)
          .containsOnly(Outcome.CREATED);
      assertThat(test.storage.bulk(items))
          .hasSameSizeAs(items)
          .extracting(Verdict::outcome)
          .containsOnly(Outcome.EXISTS);
    }
  }

  @Test
  void eachItemHasItsOwnVerdict(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      List<BulkItem> blocks = blocks(test);
      BulkItem poison = with(blocks.get(0), "poison", "{\"minTime\":\"no number\"}");
      BulkItem blocked = new BulkItem("blocked-" + blocks.get(0).index(), "b", poison.json());
      test.call("PUT", "/" + blocked.index(), "{\"settings\":{\"blocks.write\":true}}");

      List<Verdict> verdicts =
          test.storage.bulk(List.of(blocks.get(0), poison, blocked, blocks.get(0), blocks.get(1)));

      assertThat(verdicts)
          .extracting(Verdict::outcome)
          .containsExactly(
              Outcome.CREATED, Outcome.REJECTED, Outcome.RETRY, Outcome.EXISTS, Outcome.CREATED);
      assertThat(verdicts.get(1).reason()).contains("minTime").hasSizeLessThanOrEqualTo(500);
      assertThat(verdicts.get(2).reason()).contains("cluster_block_exception");
    }
  }

  @Test
  void aReplyThatBreaksOffIsNone(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch);
        TruncatingProxy proxy = new TruncatingProxy(elasticsearch);
        Storage storage = Storage.connect(settings(proxy.uri(), test))) {
      List<BulkItem> items = blocks(test);
      for (int bytes : new int[] {0, 1, 100, 150, 200, 300, 400, 1000}) {
        proxy.truncateAfter(bytes);
        assertThatThrownBy(() -> storage.bulk(items)).isInstanceOf(StorageException.class);
      }
      proxy.truncateAfter(Integer.MAX_VALUE);

      assertThat(storage.bulk(items)).extracting(Verdict::outcome).containsOnly(Outcome.EXISTS);
    }
  }

  @Test
  void anUnreachableNodeIsPassedOver(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      URI nobody = URI.create("http://127.0.0.1:1");
      StorageSettings both = settings(List.of(nobody, elasticsearch), test);
      try (Storage storage = Storage.connect(both)) {
        assertThat(storage.bulk(blocks(test)))
            .extracting(Verdict::outcome)
            .containsOnly(Outcome.CREATED);
      }
      try (Storage storage = Storage.connect(settings(nobody, test))) {
        assertThatThrownBy(() -> storage.bulk(blocks(test))).isInstanceOf(StorageException.class);
      }
    }
  }

  @Test
  void manyBytesGoInSeveralRequests(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      String index = test.storage.indexName(Signal.TRACES, TestStorage.SEGMENT_CREATED_AT);
      String large = "{\"unindexed\":\"" + "x".repeat(7 << 20) + "\"}";
      List<BulkItem> items = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        items.add(new BulkItem(index, "large-" + i, Slice.ofUtf8(large)));
      }

      assertThat(test.storage.bulk(items))
          .hasSize(5)
          .extracting(Verdict::outcome)
          .containsOnly(Outcome.CREATED);
    }
  }

  @Test
  void aHangingClusterIsGivenUp(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch);
        java.net.ServerSocket silent = new java.net.ServerSocket(0);
        Storage storage =
            Storage.connect(
                settings(URI.create("http://127.0.0.1:" + silent.getLocalPort()), test))) {
      assertThatThrownBy(() -> storage.bulk(blocks(test))).isInstanceOf(StorageException.class);
      assertThat(storage.ready()).isFalse();
    }
  }

  private static List<BulkItem> blocks(TestStorage test) {
    TestSpans spans = new TestSpans(1, 3, 10, Duration.ofMinutes(1).toNanos());
    return test.items(List.of(spans.request(50), spans.request(50), spans.request(50)), SMALL);
  }

  private static BulkItem with(BulkItem item, String id, String json) {
    return new BulkItem(item.index(), id, Slice.ofUtf8(json));
  }

  private static StorageSettings settings(URI url, TestStorage test) {
    return settings(List.of(url), test);
  }

  private static StorageSettings settings(List<URI> urls, TestStorage test) {
    StorageSettings of = test.settings;
    return new StorageSettings(
        urls,
        null,
        null,
        null,
        null,
        of.indexPrefix(),
        1,
        0,
        of.indexPeriod(),
        of.retentionTraces(),
        of.retentionLogs(),
        of.retentionMetrics(),
        new StorageSettings.Timeouts(
            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2)),
        0);
  }
}
