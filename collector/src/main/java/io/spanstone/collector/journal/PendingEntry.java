package io.spanstone.collector.journal;

import io.spanstone.otlp.Slice;
import java.util.concurrent.CompletableFuture;

/** An entry on its way to the disk, and who waits for it. */
record PendingEntry(EntryHeader header, Slice payload, CompletableFuture<Void> durable) {
  private static final int OBJECTS_BYTES = 256;

  static PendingEntry of(EntryKind kind, Slice payload, int records) {
    int crc = EntryHeader.crc(payload.array(), payload.from(), payload.length());
    EntryHeader header = new EntryHeader(payload.length(), crc, kind, records);
    return new PendingEntry(header, payload, new CompletableFuture<>());
  }

  /** What it occupies on disk. */
  int bytes() {
    return EntryHeader.BYTES + payload.length();
  }

  /** What it occupies in memory, more or less. */
  int waitingBytes() {
    return bytes() + OBJECTS_BYTES;
  }
}
