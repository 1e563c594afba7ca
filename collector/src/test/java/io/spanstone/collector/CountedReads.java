package io.spanstone.collector;

import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.metrics.BlockHead;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts the blocks that are read. */
final class CountedReads implements MetricBlocks.Source {
  private final MetricBlocks.Source source;
  private int blocks;

  CountedReads(MetricBlocks.Source source) {
    this.source = source;
  }

  /** How many there were since this was asked last. */
  int take() {
    int taken = blocks;
    blocks = 0;
    return taken;
  }

  @Override
  public <T> T read(MetricBlocks.Reading<T> reading) throws IOException {
    return source.read(found -> reading.of(new Counted(found)));
  }

  private final class Counted implements MetricBlocks {
    private final MetricBlocks found;

    private Counted(MetricBlocks found) {
      this.found = found;
    }

    @Override
    public void payloads(BlockFilter filter, Payload to) throws IOException {
      found.payloads(
          filter,
          (metricsData, newestUnixNano) -> {
            blocks++;
            return to.take(metricsData, newestUnixNano);
          });
    }

    @Override
    public void payloads(List<BlockHead> heads, Known to) throws IOException {
      found.payloads(
          heads,
          (head, metricsData) -> {
            blocks++;
            to.take(head, metricsData);
          });
    }

    @Override
    public List<Optional<List<BlockHead>>> heads(List<BlockFilter> filters) throws IOException {
      return found.heads(filters);
    }

    @Override
    public List<String> values(String field, String prefix, BlockFilter filter, int limit)
        throws IOException {
      return found.values(field, prefix, filter, limit);
    }

    @Override
    public boolean hasValue(String field, String pattern, String butNot, BlockFilter filter)
        throws IOException {
      return found.hasValue(field, pattern, butNot, filter);
    }

    @Override
    public OptionalLong least(String field, BlockFilter filter) throws IOException {
      return found.least(field, filter);
    }

    @Override
    public List<Long> newestTimes(String target, BlockFilter filter, long intervalNanos)
        throws IOException {
      return found.newestTimes(target, filter, intervalNanos);
    }

    @Override
    public Map<String, Long> newestOfTargets(BlockFilter filter, int limit) throws IOException {
      return found.newestOfTargets(filter, limit);
    }
  }
}
