package io.spanstone.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.otlp.Signal;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
      try (Snapshot snapshot = Snapshot.open(cluster, alias, Duration.ofSeconds(20))) {
        assertThat(new String(snapshot.search("\"size\":0"), UTF_8)).contains("\"failed\":0");
      }
      started.join();
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
