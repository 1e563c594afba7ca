package io.spanstone.collector.journal;

import io.spanstone.otlp.Slice;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file's bytes by their offset, read ahead in chunks. Slices of them stay valid: each chunk has
 * memory of its own, or its own place in the memory that was lent for the whole file. Not
 * thread-safe.
 */
final class FileWindow {
  private static final int CHUNK_BYTES = 256 << 10;

  private final FileChannel channel;
  private final long end;
  private final byte @Nullable [] whole;
  private byte[] chunk = new byte[0];
  private long chunkOffset;
  private int chunkStart;
  private int chunkLength;

  /** The bytes {@code [0, end)} of the file, which has at least so many. */
  FileWindow(FileChannel channel, long end) {
    this(channel, end, null);
  }

  /** The same, read into {@code buffer}. */
  FileWindow(FileChannel channel, int end, SegmentBuffer buffer) {
    this(channel, end, buffer.atLeast(end));
  }

  private FileWindow(FileChannel channel, long end, byte @Nullable [] whole) {
    this.channel = channel;
    this.end = end;
    this.whole = whole;
  }

  long end() {
    return end;
  }

  /** The bytes {@code [offset, offset + length)}, which lie before the end. */
  Slice read(long offset, int length) throws IOException {
    if (offset < chunkOffset || offset + length > chunkOffset + chunkLength) {
      load(offset, (int) Math.min(end - offset, Math.max(CHUNK_BYTES, length)));
    }
    int from = chunkStart + (int) (offset - chunkOffset);
    return new Slice(chunk, from, from + length);
  }

  private void load(long offset, int length) throws IOException {
    chunkLength = 0;
    chunk = whole == null ? new byte[length] : whole;
    chunkStart = whole == null ? 0 : (int) offset;
    int done = 0;
    while (done < length) {
      int most = Math.min(length - done, CHUNK_BYTES);
      ByteBuffer to = ByteBuffer.wrap(chunk, chunkStart + done, most);
      int read = channel.read(to, offset + done);
      if (read < 0) {
        throw new EOFException("file ends at " + (offset + done) + ", expected " + end);
      }
      done += read;
    }
    chunkOffset = offset;
    chunkLength = length;
  }
}
