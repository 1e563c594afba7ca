package io.spanstone.storage.metrics;

import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The stored blocks of metrics as they are at one moment. Not thread-safe. */
public interface MetricBlocks {

  /** Where blocks are read. Thread-safe. */
  interface Source {
    /**
     * Reads as of one moment, and starts over if an index is dropped meanwhile; so {@code reading}
     * MUST NOT keep anything of a former call.
     */
    <T> T read(Reading<T> reading) throws IOException;
  }

  /** Something that is read. */
  interface Reading<T> {
    T of(MetricBlocks blocks) throws IOException;
  }

  /** Takes the OTLP message of a block, which is valid until it returns. */
  interface Payload {
    /**
     * Takes a block.
     *
     * @param newestUnixNano the time of its newest point; no point of a later block is newer
     * @return whether there is to be another
     */
    boolean take(Slice metricsData, long newestUnixNano) throws IOException;
  }

  /** Takes the OTLP message of a block that was known before; it is valid until it returns. */
  interface Known {
    void take(BlockHead head, Slice metricsData) throws IOException;
  }

  /** Hands over the blocks that the filter lets through, those with the newest point first. */
  void payloads(BlockFilter filter, Payload to) throws IOException;

  /**
   * The distinct values of a field in the blocks that the filter lets through.
   *
   * @param prefix how the values begin that are asked for
   * @param limit how many are returned at most, at most 50,000
   */
  List<String> values(String field, String prefix, BlockFilter filter, int limit)
      throws IOException;

  /**
   * Whether one of the blocks that the filter lets through has a value in the field that a regular
   * expression (Lucene's) matches and another does not.
   */
  boolean hasValue(String field, String pattern, String butNot, BlockFilter filter)
      throws IOException;

  /**
   * For each filter the blocks that it lets through, those with the newest point first, of which
   * none is read; nothing if there are more than some thousands. They are those of the moment when
   * this is called.
   */
  List<Optional<List<BlockHead>>> heads(List<BlockFilter> filters) throws IOException;

  /**
   * Hands over these blocks, in their order.
   *
   * @param heads as they were found; {@linkplain BlockHead#unique unique} ones
   */
  void payloads(List<BlockHead> heads, Known to) throws IOException;

  /** The least value of a field of times in the blocks that the filter lets through. */
  OptionalLong least(String field, BlockFilter filter) throws IOException;

  /**
   * For one value of {@code BlockFields.TARGET}: the newest time of the blocks that have it, in
   * each interval; nanoseconds since the epoch.
   */
  List<Long> newestTimes(String target, BlockFilter filter, long intervalNanos) throws IOException;

  /**
   * For each value of {@code BlockFields.TARGET} the time of the newest point of the blocks that
   * have it; nanoseconds since the epoch.
   *
   * @param limit how many are returned at most, at most 50,000
   */
  Map<String, Long> newestOfTargets(BlockFilter filter, int limit) throws IOException;
}
