package io.spanstone.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.spanstone.otlp.Slice;

/** Inflates the payloads of blocks. Not thread-safe. */
public final class BlockReader implements AutoCloseable {
  /** No payload that was packed is larger: a request is at most 16 MiB, blocks are cut at less. */
  private static final long MAX_PAYLOAD_BYTES = 256L << 20;

  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();

  /**
   * The OTLP message ({@code TracesData}, {@code LogsData} or {@code MetricsData}) in a payload.
   *
   * @param payload the content of the field {@link BlockFields#PAYLOAD}, decoded from base64
   * @throws CorruptBlockException if it is no payload of a block, or was damaged
   */
  public Slice inflate(byte[] payload) {
    long size = Zstd.getFrameContentSize(payload);
    if (size < 0 || size > MAX_PAYLOAD_BYTES) {
      throw new CorruptBlockException("not a zstd frame of known and bearable size: " + size);
    }
    try {
      return Slice.of(zstd.decompress(payload, (int) size));
    } catch (ZstdException e) {
      throw new CorruptBlockException("payload does not inflate: " + e.getMessage());
    }
  }

  /** Frees what is held outside the heap. Idempotent. */
  @Override
  public void close() {
    zstd.close();
  }
}
