package io.spanstone.block;

import io.spanstone.otlp.Signal;

/**
 * How large blocks grow.
 *
 * @param maxRecords the most records in a block; at least 1
 * @param minOwnRecords a partition (a service, a metric) with fewer records than this in a segment
 *     shares a block with others; at most {@code maxRecords}
 * @param maxPayloadBytes a block is closed before its payload, uncompressed, exceeds this; a larger
 *     single record is a block of its own
 * @param compressionLevel of zstd, 1 to 19
 */
public record BlockLimits(
    int maxRecords, int minOwnRecords, int maxPayloadBytes, int compressionLevel) {

  public static final BlockLimits DEFAULT = new BlockLimits(1024, 128, 1 << 20, 3);

  /** Log records are small: more of them make as large a block. */
  private static final BlockLimits LOGS = new BlockLimits(2048, 128, 1 << 20, 1);

  public BlockLimits {
    if (maxRecords < 1
        || minOwnRecords < 0
        || minOwnRecords > maxRecords
        || maxPayloadBytes < 1
        || compressionLevel < 1
        || compressionLevel > 19) {
      throw new IllegalArgumentException(
          "block limits out of range: maxRecords=%d minOwnRecords=%d maxPayloadBytes=%d level=%d"
              .formatted(maxRecords, minOwnRecords, maxPayloadBytes, compressionLevel));
    }
  }

  /** How large the blocks of a signal grow, unless somebody wants them otherwise. */
  public static BlockLimits of(Signal signal) {
    return signal == Signal.LOGS ? LOGS : DEFAULT;
  }
}
