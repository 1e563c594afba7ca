package io.spanstone.collector.journal;

import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The segment that a lane writes to. After a failed {@link #commit} nothing may be committed any
 * more: what the failed write left behind is unknown, and a later {@code fdatasync} that succeeds
 * would prove nothing about it. Not thread-safe.
 */
final class OpenSegment {
  private final SegmentHeader header;
  private final SyncedDirectory directory;
  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer;
  private long written;
  private long durable;
  private long records;

  /**
   * A segment whose file has just been created and is empty.
   *
   * @param buffer gathers what is written; used by one open segment at a time
   */
  OpenSegment(
      SegmentHeader header,
      SyncedDirectory directory,
      Path file,
      FileChannel channel,
      ByteBuffer buffer) {
    this.header = header;
    this.directory = directory;
    this.file = file;
    this.channel = channel;
    this.buffer = buffer;
  }

  /** Writes all entries and returns when they are durable: one gathered write, one fdatasync. */
  void commit(List<PendingEntry> entries) throws IOException {
    buffer.clear();
    if (written == 0) {
      header.write(buffer);
    }
    long added = 0;
    for (PendingEntry entry : entries) {
      put(entry);
      added += entry.header().records();
    }
    flush();
    channel.force(false);
    if (durable == 0) {
      directory.sync();
    }
    durable = written;
    records += added;
  }

  /** Ends the segment at its last durable byte, and the file with it if there is none. */
  void close() throws IOException {
    try (channel) {
      if (written > durable) {
        channel.truncate(durable);
      }
    } finally {
      if (durable == 0) {
        Files.deleteIfExists(file);
      }
    }
  }

  SegmentHeader header() {
    return header;
  }

  /** The bytes that are durable. */
  long length() {
    return durable;
  }

  /** The records that are durable. */
  long records() {
    return records;
  }

  @Override
  public String toString() {
    return file + " of " + durable + " bytes";
  }

  private void put(PendingEntry entry) throws IOException {
    if (buffer.remaining() < EntryHeader.BYTES) {
      flush();
    }
    entry.header().write(header.id(), written + buffer.position(), buffer);
    Slice payload = entry.payload();
    for (int from = payload.from(); from < payload.to(); ) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int length = Math.min(buffer.remaining(), payload.to() - from);
      buffer.put(payload.array(), from, length);
      from += length;
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      written += channel.write(buffer, written);
    }
    buffer.clear();
  }
}
