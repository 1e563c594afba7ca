package io.spanstone.collector.journal;

import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One walk over the entries of a segment file, stepping over what is damaged. An entry's header
 * that fits its offset is trusted for the entry's length; where none fits, the walk goes on byte by
 * byte to the next one that does.
 */
final class SegmentScan {
  private final UUID segment;
  private final FileWindow file;
  private final EntryVisitor visitor;

  private final List<String> damage = new ArrayList<>();
  private long entries;
  private long records;
  private long intactEnd = SegmentHeader.BYTES;
  private boolean torn;

  private SegmentScan(UUID segment, FileWindow file, EntryVisitor visitor) {
    this.segment = segment;
    this.file = file;
    this.visitor = visitor;
  }

  /**
   * What a walk found.
   *
   * @param intactEnd where the last valid entry ends
   * @param torn whether the file ends in a write that was never completed
   * @param damage what else is not as it was written, each with its place; fit to be shown
   */
  record Result(long entries, long records, long intactEnd, boolean torn, List<String> damage) {
    static final Result NOTHING = new Result(0, 0, SegmentHeader.BYTES, false, List.of());
  }

  /**
   * Walks over the entries before {@code end}, or before the end of the file if that comes first.
   */
  static Result scan(Path file, UUID segment, long end, EntryVisitor visitor) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FileWindow window = new FileWindow(channel, Math.min(end, channel.size()));
      return new SegmentScan(segment, window, visitor).run();
    }
  }

  /**
   * The same, through memory that is used again: what the visitor gets is valid until {@code
   * buffer} is.
   */
  static Result scan(Path file, UUID segment, long end, SegmentBuffer buffer, EntryVisitor visitor)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int length = Math.toIntExact(Math.min(end, channel.size()));
      FileWindow window = new FileWindow(channel, length, buffer);
      return new SegmentScan(segment, window, visitor).run();
    }
  }

  private Result run() throws IOException {
    long offset = SegmentHeader.BYTES;
    while (offset < file.end()) {
      EntryHeader header = header(offset);
      offset = header == null ? skipToNextEntry(offset) : visit(offset, header);
    }
    return new Result(entries, records, intactEnd, torn, List.copyOf(damage));
  }

  private long visit(long offset, EntryHeader header) throws IOException {
    long next = offset + EntryHeader.BYTES + header.length();
    if (next > file.end()) {
      torn = true;
      return file.end();
    }
    Slice payload = file.read(offset + EntryHeader.BYTES, header.length());
    if (EntryHeader.crc(payload.array(), payload.from(), payload.length()) != header.payloadCrc()) {
      damaged(offset, next, "an entry of " + header.records() + " records fails its checksum");
      return next;
    }
    entries++;
    records += header.records();
    intactEnd = next;
    visitor.visit(header.kind(), payload, header.records());
    return next;
  }

  private long skipToNextEntry(long offset) throws IOException {
    for (long next = offset + 1; next < file.end(); next++) {
      if (header(next) != null) {
        damaged(offset, next, "no entry starts here");
        return next;
      }
    }
    if (file.end() - offset < EntryHeader.BYTES || isZero(offset)) {
      torn = true;
    } else {
      damaged(offset, file.end(), "no entry starts here, nor after it");
    }
    return file.end();
  }

  private @Nullable EntryHeader header(long offset) throws IOException {
    if (file.end() - offset < EntryHeader.BYTES) {
      return null;
    }
    Slice bytes = file.read(offset, EntryHeader.BYTES);
    return EntryHeader.read(segment, offset, bytes.array(), bytes.from());
  }

  private boolean isZero(long offset) throws IOException {
    for (long at = offset; at < file.end(); at++) {
      Slice one = file.read(at, 1);
      if (one.array()[one.from()] != 0) {
        return false;
      }
    }
    return true;
  }

  private void damaged(long from, long to, String what) {
    damage.add("bytes " + from + " to " + to + ": " + what);
  }
}
