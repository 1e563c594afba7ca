package io.spanstone.storage.blocks;

import io.spanstone.block.BlockFields;
import io.spanstone.block.ServiceInstance;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.red.ServiceInstances;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The instances that blocks of spans or logs name. Thread-safe.
 *
 * @param alias of all indices of traces, or of logs
 */
public record StoredServiceInstances(Cluster cluster, String alias, Duration requestTimeout)
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
    Map<ServiceInstance, Long> newest = new HashMap<>();
    for (Map.Entry<String, Long> found :
        NewestTimes.read(snapshot, inRange, BlockFields.INSTANCE, MAX_INSTANCES).entrySet()) {
      newest.put(ServiceInstance.parse(found.getKey()), found.getValue());
    }
    return new Found(newest, newest.size() < MAX_INSTANCES);
  }
}
