package io.spanstone.collector.journal;

import io.spanstone.otlp.Slice;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file's bytes by their offset, read ahead in chunks. Chunks are never written again, so slices
 * of them stay valid. Not thread-safe.
 */
final class FileWindow {
  private static final int CHUNK_BYTES = 256 << 10;

  private final FileChannel channel;
  private final long end;
  private byte[] chunk = new byte[0];
  private long chunkOffset;

  /** The bytes {@code [0, end)} of the file, which has at least so many. */
  FileWindow(FileChannel channel, long end) {
    this.channel = channel;
    this.end = end;
  }

  long end() {
    return end;
  }

  /** The bytes {@code [offset, offset + length)}, which lie before the end. */
  Slice read(long offset, int length) throws IOException {
    if (offset < chunkOffset || offset + length > chunkOffset + chunk.length) {
      load(offset, (int) Math.min(end - offset, Math.max(CHUNK_BYTES, length)));
    }
    int from = (int) (offset - chunkOffset);
    return new Slice(chunk, from, from + length);
  }

  private void load(long offset, int length) throws IOException {
    byte[] loaded = new byte[length];
    int done = 0;
    while (done < length) {
      ByteBuffer to = ByteBuffer.wrap(loaded, done, Math.min(length - done, CHUNK_BYTES));
      int read = channel.read(to, offset + done);
      if (read < 0) {
        throw new EOFException("file ends at " + (offset + done) + ", expected " + end);
      }
      done += read;
    }
    chunk = loaded;
    chunkOffset = offset;
  }
}
