package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spanstone.block.BlockFields;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.metrics.BlockHead;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The blocks of metrics in one snapshot. Not thread-safe. */
public final class StoredMetricBlocks implements MetricBlocks {
  private static final int FIRST_PAGE = 16;

  private static final Pattern NOT_LITERAL = Pattern.compile("[^A-Za-z0-9_]");

  private final Snapshot snapshot;
  private final BlockHeads heads;

  private StoredMetricBlocks(Snapshot snapshot, BlockHeads heads) {
    this.snapshot = snapshot;
    this.heads = heads;
  }

  /**
   * Takes a snapshot for each reading.
   *
   * @param alias of all indices of metrics
   */
  public static MetricBlocks.Source source(
      Cluster cluster, String alias, Duration requestTimeout, BlockHeads heads) {
    return new Opener(cluster, alias, requestTimeout, heads);
  }

  private record Opener(Cluster cluster, String alias, Duration requestTimeout, BlockHeads heads)
      implements MetricBlocks.Source {
    @Override
    public <T> T read(Reading<T> reading) throws IOException {
      return Snapshot.read(
          cluster,
          alias,
          requestTimeout,
          snapshot -> reading.of(new StoredMetricBlocks(snapshot, heads)));
    }
  }

  @Override
  public void payloads(BlockFilter filter, Payload to) throws IOException {
    try (BlockCursor blocks = new BlockCursor(snapshot, filter.json(), FIRST_PAGE)) {
      boolean more = true;
      while (more && blocks.next()) {
        more = to.take(blocks.payload(), blocks.maxTimeUnixNano());
      }
    }
  }

  @Override
  public List<String> values(String field, String prefix, BlockFilter filter, int limit)
      throws IOException {
    String aggregation =
        "{\"terms\":{\"field\":\""
            + field
            + "\",\"size\":"
            + limit
            + (prefix.isEmpty() ? "" : ",\"include\":\"" + beginningWith(prefix) + "\"")
            + "}}";
    return BlockBuckets.keys(snapshot, filter, aggregation);
  }

  @Override
  public boolean hasValue(String field, String pattern, String butNot, BlockFilter filter)
      throws IOException {
    String aggregation =
        "{\"terms\":{\"field\":\"%s\",\"size\":1,\"include\":\"%s\",\"exclude\":\"%s\"}}"
            .formatted(field, quoted(pattern), quoted(butNot));
    return !BlockBuckets.keys(snapshot, filter, aggregation).isEmpty();
  }

  @Override
  public List<Optional<List<BlockHead>>> heads(List<BlockFilter> filters) throws IOException {
    return heads.list(filters);
  }

  @Override
  public void payloads(List<BlockHead> blocks, Known to) throws IOException {
    heads.payloads(blocks, to);
  }

  @Override
  public OptionalLong least(String field, BlockFilter filter) throws IOException {
    return BlockBuckets.least(snapshot, filter, field);
  }

  @Override
  public List<Long> newestTimes(String target, BlockFilter filter, long intervalNanos)
      throws IOException {
    String maxTime = "{\"field\":\"" + BlockFields.MAX_TIME + "\"";
    String aggregation =
        "{\"histogram\":"
            + maxTime
            + ",\"interval\":"
            + intervalNanos
            + ",\"min_doc_count\":1},\"aggs\":{\"newest\":{\"max\":"
            + maxTime
            + "}}}}";
    BlockFilter ofTarget = filter.and(BlockFields.TARGET, target);
    List<Long> times = new ArrayList<>();
    BlockBuckets.read(
        snapshot,
        ofTarget,
        aggregation,
        bucket ->
            JsonAnswer.fields(
                bucket,
                (name, value) -> {
                  if (name.equals("newest")) {
                    JsonAnswer.fields(
                        value, (inner, number) -> times.add((long) number.getDoubleValue()));
                  } else {
                    value.skipChildren();
                  }
                }));
    return times;
  }

  @Override
  public Map<String, Long> newestOfTargets(BlockFilter filter, int limit) throws IOException {
    return NewestTimes.read(snapshot, filter, BlockFields.TARGET, limit);
  }

  /** A regular expression of Lucene, in a JSON string. */
  private static String beginningWith(String prefix) {
    String expression = NOT_LITERAL.matcher(prefix).replaceAll("\\\\$0") + ".*";
    return quoted(expression);
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
