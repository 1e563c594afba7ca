package io.spanstone.storage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.block.BlockFields;
import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The blocks of metrics in one snapshot. Not thread-safe. */
final class StoredMetricBlocks implements MetricBlocks {
  private static final int FIRST_PAGE = 16;

  private final Snapshot snapshot;

  private StoredMetricBlocks(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Takes a snapshot for each reading.
   *
   * @param alias of all indices of metrics
   */
  record Opener(Cluster cluster, String alias, Duration requestTimeout)
      implements MetricBlocks.Source {
    private static final int TRIES = 3;
    private static final int NOT_FOUND = 404;

    @Override
    public <T> T read(Reading<T> reading) throws IOException {
      for (int tried = 1; ; tried++) {
        try (Snapshot snapshot = Snapshot.open(cluster, alias, requestTimeout)) {
          return reading.of(new StoredMetricBlocks(snapshot));
        } catch (ClusterStatusException e) {
          if (e.status() != NOT_FOUND || tried == TRIES) {
            throw e;
          }
        }
      }
    }
  }

  @Override
  public void payloads(BlockFilter filter, Payload to) throws IOException {
    try (BlockCursor blocks = new BlockCursor(snapshot, filter.json(), FIRST_PAGE)) {
      boolean more = true;
      while (more && blocks.next()) {
        more = to.take(blocks.payload());
      }
    }
  }

  @Override
  public List<String> values(String field, BlockFilter filter, int limit) throws IOException {
    String aggregation = "{\"terms\":{\"field\":\"" + field + "\",\"size\":" + limit + "}}";
    List<String> values = new ArrayList<>();
    aggregate(
        filter,
        aggregation,
        (name, value) -> {
          if (name.equals("key")) {
            values.add(value.getText());
          } else {
            value.skipChildren();
          }
        });
    return values;
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
    aggregate(
        ofTarget,
        aggregation,
        (name, value) -> {
          if (name.equals("newest")) {
            JsonAnswer.fields(value, (inner, number) -> times.add((long) number.getDoubleValue()));
          } else {
            value.skipChildren();
          }
        });
    return times;
  }

  /** Hands over each field of each bucket. */
  private void aggregate(BlockFilter filter, String aggregation, JsonAnswer.Field bucketField)
      throws IOException {
    String body =
        "\"size\":0,\"query\":" + filter.json() + ",\"aggs\":{\"found\":" + aggregation + "}";
    JsonAnswer.read(
        snapshot.search(body),
        answer -> {
          JsonAnswer.fields(answer, (name, value) -> readAnswer(name, value, bucketField));
          return true;
        });
  }

  private void readAnswer(String name, JsonParser value, JsonAnswer.Field bucketField)
      throws IOException {
    switch (name) {
      case "pit_id" -> snapshot.renew(value.getText());
      case "timed_out" ->
          JsonAnswer.expect(!value.getBooleanValue(), "the search timed out on some shards");
      case "aggregations" ->
          JsonAnswer.fields(
              value,
              (found, buckets) ->
                  JsonAnswer.fields(
                      buckets, (field, list) -> readBuckets(field, list, bucketField)));
      default -> value.skipChildren();
    }
  }

  private static void readBuckets(String field, JsonParser list, JsonAnswer.Field bucketField)
      throws IOException {
    if (!field.equals("buckets")) {
      list.skipChildren();
      return;
    }
    while (list.nextToken() == JsonToken.START_OBJECT) {
      JsonAnswer.fields(list, bucketField);
    }
    JsonAnswer.expect(list.currentToken() == JsonToken.END_ARRAY, "a list of buckets breaks off");
  }
}
