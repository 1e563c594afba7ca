package io.spanstone.storage.red;

import io.spanstone.block.ServiceInstance;
import java.io.IOException;
import java.util.Map;

/** Which instances of services sent spans, or logs. Implementations MUST be thread-safe. */
@FunctionalInterface
public interface ServiceInstances {

  /**
   * What was found.
   *
   * @param newestUnixNano when the newest span (or log) of each instance began, or one stored
   *     together with it
   * @param complete whether these are all
   */
  record Found(Map<ServiceInstance, Long> newestUnixNano, boolean complete) {}

  /**
   * The instances with spans (or logs) that begin in {@code [start, end)}, or seconds beside it.
   */
  Found find(long startUnixNano, long endUnixNano) throws IOException;
}
