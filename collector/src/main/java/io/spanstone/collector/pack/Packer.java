package io.spanstone.collector.pack;

import io.spanstone.block.BlockDocument;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.BlockPacker;
import io.spanstone.block.PeriodRule;
import io.spanstone.collector.journal.ClosedSegment;
import io.spanstone.collector.journal.EntryKind;
import io.spanstone.collector.journal.SegmentBuffer;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a closed segment into its manifest, once: a segment that has one is never packed again, the
 * manifest is replayed. An entry that cannot be packed becomes a dead letter and does not stop the
 * others. Thread-safe; two segments at most are packed at a time, since each is held in memory
 * meanwhile.
 */
public final class Packer {
  private static final Logger LOG = LoggerFactory.getLogger(Packer.class);
  private static final int PARALLELISM = 2;

  private final BlockingQueue<SegmentBuffer> buffers = new ArrayBlockingQueue<>(PARALLELISM);
  private final BlockLimits limits;
  private final Indices indices;
  private final DeadLetters deadLetters;

  public Packer(BlockLimits limits, Indices indices, DeadLetters deadLetters) {
    this.limits = limits;
    this.indices = indices;
    this.deadLetters = deadLetters;
    for (int i = 0; i < PARALLELISM; i++) {
      buffers.add(new SegmentBuffer());
    }
  }

  /** Where storage wants blocks to go. */
  public interface Indices {
    PeriodRule periods(Signal signal, Instant segmentCreatedAt);

    String indexName(Signal signal, Instant period);

    /** What the blocks of a segment are to say of where they come from. */
    BlockOrigin origin(Instant segmentCreatedAt);
  }

  /**
   * The segment's manifest, from disk if there is one, else made now.
   *
   * @throws IOException if the disk fails; to be tried again
   */
  public Manifest pack(ClosedSegment segment) throws IOException, InterruptedException {
    Path file = segment.manifestFile();
    if (Files.exists(file)) {
      try {
        return Manifest.open(file, segment.id());
      } catch (CorruptManifestException e) {
        segment.setManifestAside(e.toString());
      }
    }
    SegmentBuffer buffer = buffers.take();
    try {
      return packNow(segment, buffer);
    } finally {
      buffers.add(buffer);
    }
  }

  private Manifest packNow(ClosedSegment segment, SegmentBuffer buffer) throws IOException {
    List<Entry> entries = new ArrayList<>();
    long unreadable =
        segment.forEachEntry(
            buffer,
            (kind, payload, records) ->
                entries.add(new Entry(entries.size(), kind, payload, records)));
    Packed packed = packAll(segment, entries);
    Manifest manifest =
        ManifestWriter.write(
            segment.manifestFile(),
            segment.id(),
            packed.documents().stream().map(this::draft).iterator(),
            packed.deadLettered() + unreadable);
    segment.manifestWritten();
    packed.origin().listing().keep();
    return manifest;
  }

  private record Entry(int ordinal, EntryKind kind, Slice payload, int records) {}

  private record Packed(List<BlockDocument> documents, BlockOrigin origin, long deadLettered) {}

  /** All entries together; or, if that fails, those that can be packed by themselves. */
  private Packed packAll(ClosedSegment segment, List<Entry> entries) throws IOException {
    try {
      return blocks(segment, entries, 0);
    } catch (RuntimeException e) {
      LOG.error("Cannot pack {}; trying its {} entries one by one", segment, entries.size(), e);
    }
    List<Entry> sound = new ArrayList<>();
    long deadLettered = 0;
    for (Entry entry : entries) {
      try {
        blocks(segment, List.of(entry), 0);
        sound.add(entry);
      } catch (RuntimeException e) {
        deadLettered += setAside(segment, entry, e);
      }
    }
    try {
      return blocks(segment, sound, deadLettered);
    } catch (RuntimeException e) {
      for (Entry entry : sound) {
        deadLettered += setAside(segment, entry, e);
      }
      return blocks(segment, List.of(), deadLettered);
    }
  }

  private Packed blocks(ClosedSegment segment, List<Entry> entries, long deadLettered) {
    PeriodRule periods = indices.periods(segment.signal(), segment.createdAt());
    BlockOrigin origin = indices.origin(segment.createdAt());
    try (BlockPacker packer = new BlockPacker(segment.signal(), limits, periods, origin)) {
      for (Entry entry : entries) {
        packer.add(entry.payload());
      }
      List<BlockDocument> documents = packer.finish();
      requireEveryRecord(entries, documents);
      return new Packed(documents, origin, deadLettered);
    }
  }

  private static void requireEveryRecord(List<Entry> entries, List<BlockDocument> documents) {
    long expected = entries.stream().mapToLong(Entry::records).sum();
    long packed = documents.stream().mapToLong(BlockDocument::records).sum();
    if (packed != expected) {
      throw new IllegalStateException(
          packed + " records are in the blocks of entries that hold " + expected);
    }
  }

  private int setAside(ClosedSegment segment, Entry entry, RuntimeException fault)
      throws IOException {
    deadLetters.entry(
        segment.signal(),
        segment.id(),
        entry.ordinal(),
        entry.payload(),
        entry.records(),
        fault.toString());
    return entry.records();
  }

  private ManifestWriter.Draft draft(BlockDocument block) {
    return new ManifestWriter.Draft(
        indices.indexName(block.signal(), block.period()), block.records(), block.json());
  }
}
