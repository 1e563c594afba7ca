package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.block.BlockFields;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StartingShards;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.metrics.BlockHead;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NStringEntity;

/**
 * Finds blocks by what doc values tell, and reads those that are asked for; all of it without a
 * snapshot, since a block never changes. Thread-safe.
 */
public final class BlockHeads {
  private static final int MAX_HEADS = 2_000;

  private final Cluster cluster;
  private final String alias;
  private final Duration timeout;
  private final PrimaryShards shards;

  /** The same copies of a shard answer, so that what one has found it can also hand over. */
  private final String options =
      "?ignore_unavailable=true&allow_partial_search_results=false&preference=" + UUID.randomUUID();

  /**
   * @param alias of all indices of metrics
   */
  public BlockHeads(Cluster cluster, String alias, Duration timeout) {
    this.cluster = cluster;
    this.alias = alias;
    this.timeout = timeout;
    this.shards = new PrimaryShards(cluster, alias);
  }

  /** As {@link MetricBlocks#heads}; asks for all of them at once. */
  List<Optional<List<BlockHead>>> list(List<BlockFilter> filters) throws StorageException {
    ArrayDeque<Cluster.Call> started = new ArrayDeque<>();
    filters.forEach(filter -> started.add(search(alias, body(filter))));
    try {
      List<Optional<List<BlockHead>>> found = new ArrayList<>();
      for (BlockFilter filter : filters) {
        found.add(heads(answer(started.remove(), filter)));
      }
      return found;
    } finally {
      started.forEach(Cluster.Call::cancel);
    }
  }

  private byte[] answer(Cluster.Call first, BlockFilter filter) throws StorageException {
    ArrayDeque<Cluster.Call> started = new ArrayDeque<>(List.of(first));
    return StartingShards.await(
        cluster,
        alias,
        () -> (started.isEmpty() ? search(alias, body(filter)) : started.remove()).await());
  }

  private Optional<List<BlockHead>> heads(byte[] answer) throws StorageException {
    List<Hit> hits = JsonAnswer.read(answer, BlockHeads::readHits);
    if (hits.size() == MAX_HEADS) {
      return Optional.empty();
    }
    Set<String> indices = new HashSet<>();
    hits.forEach(hit -> indices.add(hit.index));
    shards.learn(indices);
    List<BlockHead> heads = new ArrayList<>(hits.size());
    for (Hit hit : hits) {
      heads.add(hit.head(shards.isSingle(hit.index)));
    }
    return Optional.of(heads);
  }

  private static String body(BlockFilter filter) {
    return """
        {"size":%d,"query":%s,"sort":[{"%s":"desc"},{"%s":"desc"}],"stored_fields":"_none_",
        "docvalue_fields":["%s","%s","%s"],"seq_no_primary_term":true,"track_total_hits":false}
        """
        .formatted(
            MAX_HEADS,
            filter.json(),
            BlockFields.MAX_TIME,
            BlockFields.MIN_TIME,
            BlockFields.COLLECTOR,
            BlockFields.ROLLUP,
            BlockFields.INGEST_TIME);
  }

  /** As {@link MetricBlocks#payloads}. */
  void payloads(List<BlockHead> heads, MetricBlocks.Known to) throws IOException {
    HeadPayloads.read(this::search, heads, to);
  }

  private Cluster.Call search(String indices, String body) {
    return cluster.start(
        "POST",
        "/" + indices + "/_search" + options,
        new NStringEntity(body, ContentType.APPLICATION_JSON),
        timeout);
  }

  private static List<Hit> readHits(JsonParser answer) throws IOException {
    List<Hit> hits = new ArrayList<>();
    SearchHits.read(
        answer,
        parser -> {
          Hit hit = new Hit();
          JsonAnswer.fields(parser, hit::readField);
          hits.add(hit);
        });
    return hits;
  }

  /** What a search tells of a block. */
  private static final class Hit {
    private String index = "";
    private String collector = "";
    private String rollup = "";
    private long ingestTime;
    private long number;
    private final List<Long> sort = new ArrayList<>(2);

    BlockHead head(boolean unique) throws StorageException {
      JsonAnswer.expect(!index.isEmpty() && sort.size() == 2, "a block without index or times");
      return new BlockHead(
          index, collector, rollup, ingestTime, number, unique, sort.get(1), sort.get(0));
    }

    private void readField(String name, JsonParser value) throws IOException {
      switch (name) {
        case "_index" -> index = value.getText();
        case "_seq_no" -> number = value.getLongValue();
        case "sort" -> {
          while (value.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            sort.add(value.getLongValue());
          }
        }
        case "fields" -> JsonAnswer.fields(value, this::readDocValue);
        default -> value.skipChildren();
      }
    }

    private void readDocValue(String name, JsonParser values) throws IOException {
      values.nextToken();
      switch (name) {
        case BlockFields.COLLECTOR -> collector = values.getText();
        case BlockFields.ROLLUP -> rollup = values.getText();
        case BlockFields.INGEST_TIME -> ingestTime = values.getLongValue();
        default -> {}
      }
      JsonAnswer.expect(values.nextToken() == JsonToken.END_ARRAY, "a field with two values");
    }
  }
}
