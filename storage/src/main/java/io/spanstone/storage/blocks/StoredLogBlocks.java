package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.JsonParser;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.logs.BlockOrder;
import io.spanstone.storage.logs.LogBlocks;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The blocks of logs in one snapshot. Not thread-safe. */
public final class StoredLogBlocks implements LogBlocks {
  /** Services log side by side, so the newest records are in about as many blocks. */
  private static final int FIRST_PAGE = 16;

  private final Snapshot snapshot;

  private StoredLogBlocks(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Takes a snapshot for each reading.
   *
   * @param alias of all indices of logs
   */
  public static LogBlocks.Source source(Cluster cluster, String alias, Duration requestTimeout) {
    return new Opener(cluster, alias, requestTimeout);
  }

  private record Opener(Cluster cluster, String alias, Duration requestTimeout)
      implements LogBlocks.Source {
    @Override
    public <T> T read(Reading<T> reading) throws IOException {
      return Snapshot.read(
          cluster, alias, requestTimeout, snapshot -> reading.of(new StoredLogBlocks(snapshot)));
    }
  }

  @Override
  public Walk walk(BlockFilter filter, BlockOrder order) {
    return new BlockCursor(snapshot, filter.json(), order, FIRST_PAGE);
  }

  @Override
  public List<Known> known(BlockFilter filter) throws IOException {
    return new KnownBlocks(snapshot, filter).list();
  }

  @Override
  public List<String> values(String field, BlockFilter filter, int limit) throws IOException {
    String aggregation = "{\"terms\":{\"field\":\"" + field + "\",\"size\":" + limit + "}}";
    return BlockBuckets.keys(snapshot, filter, aggregation);
  }

  @Override
  public List<Map<String, Long>> sums(
      BlockFilter filter, List<BlockFilter> buckets, List<String> fields) throws IOException {
    String aggregation =
        "{\"filters\":{\"filters\":["
            + buckets.stream().map(BlockFilter::json).collect(Collectors.joining(","))
            + "]},\"aggs\":{"
            + fields.stream()
                .map(field -> "\"" + field + "\":{\"sum\":{\"field\":\"" + field + "\"}}")
                .collect(Collectors.joining(","))
            + "}}";
    List<Map<String, Long>> sums = new ArrayList<>();
    BlockBuckets.read(snapshot, filter, aggregation, bucket -> sums.add(sumsOf(bucket)));
    if (sums.isEmpty()) { // without any index Elasticsearch makes no buckets
      return buckets.stream().map(bucket -> zeros(fields)).toList();
    }
    JsonAnswer.expect(sums.size() == buckets.size(), "not as many buckets as were asked for");
    return sums;
  }

  private static Map<String, Long> zeros(List<String> fields) {
    return fields.stream().collect(Collectors.toMap(field -> field, field -> 0L));
  }

  private static Map<String, Long> sumsOf(JsonParser bucket) throws IOException {
    Map<String, Long> sums = new HashMap<>();
    JsonAnswer.fields(
        bucket,
        (field, value) -> {
          if (field.equals("doc_count")) {
            value.skipChildren();
          } else {
            JsonAnswer.fields(
                value, (name, number) -> sums.put(field, (long) number.getDoubleValue()));
          }
        });
    return sums;
  }
}
