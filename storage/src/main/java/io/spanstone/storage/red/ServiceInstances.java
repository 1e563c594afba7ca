package io.spanstone.storage.red;

import io.spanstone.block.ServiceInstance;
import java.io.IOException;
import java.util.Map;

/** Which instances of services sent spans. Implementations MUST be thread-safe. */
@FunctionalInterface
public interface ServiceInstances {

  /**
   * What was found.
   *
   * @param newestUnixNano when a span of each instance started, or one stored together with it
   * @param complete whether these are all
   */
  record Found(Map<ServiceInstance, Long> newestUnixNano, boolean complete) {}

  /** The instances with spans that start in {@code [start, end)}, or seconds beside it. */
  Found find(long startUnixNano, long endUnixNano) throws IOException;
}
