package io.spanstone.storage;

import com.fasterxml.jackson.core.JsonParser;
import io.spanstone.block.BlockFields;
import io.spanstone.block.ServiceInstance;
import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.red.ServiceInstances;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The instances that blocks of spans name: a sum over documents, none of which is read.
 * Thread-safe.
 *
 * @param alias of all indices of traces
 */
record StoredServiceInstances(Cluster cluster, String alias, Duration requestTimeout)
    implements ServiceInstances {
  private static final int MAX_INSTANCES = 50_000;

  @Override
  public Found find(long startUnixNano, long endUnixNano) throws IOException {
    BlockFilter inRange =
        BlockFilter.all(
            BlockFilter.range(BlockFields.MAX_TIME, startUnixNano, Long.MAX_VALUE),
            BlockFilter.range(BlockFields.MIN_TIME, 0, endUnixNano));
    return Snapshot.read(cluster, alias, requestTimeout, snapshot -> find(snapshot, inRange));
  }

  private static Found find(Snapshot snapshot, BlockFilter inRange) throws IOException {
    String aggregation =
        "{\"terms\":{\"field\":\"%s\",\"size\":%d},\"aggs\":{\"newest\":{\"max\":{\"field\":\"%s\"}}}}"
            .formatted(BlockFields.INSTANCE, MAX_INSTANCES, BlockFields.MAX_TIME);
    Map<ServiceInstance, Long> newest = new HashMap<>();
    BlockBuckets.read(snapshot, inRange, aggregation, bucket -> read(bucket, newest));
    return new Found(newest, newest.size() < MAX_INSTANCES);
  }

  private static void read(JsonParser bucket, Map<ServiceInstance, Long> newest)
      throws IOException {
    String[] instance = {""};
    long[] time = {0};
    JsonAnswer.fields(
        bucket,
        (name, value) -> {
          switch (name) {
            case "key" -> instance[0] = value.getText();
            case "newest" ->
                JsonAnswer.fields(
                    value, (inner, number) -> time[0] = (long) number.getDoubleValue());
            default -> value.skipChildren();
          }
        });
    newest.put(ServiceInstance.parse(instance[0]), time[0]);
  }
}
