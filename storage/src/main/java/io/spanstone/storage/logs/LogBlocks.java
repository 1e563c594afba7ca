package io.spanstone.storage.logs;

import io.spanstone.otlp.Slice;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The stored blocks of logs as they are at one moment. Not thread-safe. */
public interface LogBlocks {

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
    T of(LogBlocks blocks) throws IOException;
  }

  /** Steps through blocks. */
  interface Walk extends Closeable {
    /** Steps to the next block; false if there is none. */
    boolean next() throws IOException;

    /** The id of the current block, which no other has. */
    String id();

    /**
     * The OTLP message in the current block.
     *
     * @throws IOException if the block is damaged
     */
    Slice payload() throws IOException;

    /**
     * No record of any block that comes after the current one is of a time that comes before this
     * in the order of the walk.
     */
    long frontierUnixNano();

    /** Whether the current block is the last. */
    boolean isExhausted();

    @Override
    void close();
  }

  /**
   * A block that is only known.
   *
   * @param id no other block has it
   * @param ingestTimeUnixNano when its records came in
   */
  record Known(String id, long ingestTimeUnixNano) {}

  /** The blocks that the filter lets through. */
  Walk walk(BlockFilter filter, BlockOrder order);

  /** The blocks that the filter lets through and whose collector says when they came in. */
  List<Known> known(BlockFilter filter) throws IOException;

  /**
   * The distinct values of a field in the blocks that the filter lets through.
   *
   * @param limit how many are returned at most, at most 50,000
   */
  List<String> values(String field, BlockFilter filter, int limit) throws IOException;

  /**
   * For each of the {@code buckets}, of the blocks that the filter and the bucket let through, the
   * sum of each of the fields.
   */
  List<Map<String, Long>> sums(BlockFilter filter, List<BlockFilter> buckets, List<String> fields)
      throws IOException;
}
