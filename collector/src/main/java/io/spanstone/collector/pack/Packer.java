package io.spanstone.collector.pack;

import io.spanstone.block.BlockDocument;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.BlockPacker;
import io.spanstone.block.PeriodRule;
import io.spanstone.collector.derive.DerivedEntry;
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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
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
  private final Derivation derivation;

  public Packer(
      BlockLimits limits, Indices indices, DeadLetters deadLetters, Derivation derivation) {
    this.limits = limits;
    this.indices = indices;
    this.deadLetters = deadLetters;
    this.derivation = derivation;
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
   * @param lane where derived points go before the manifest is written
   * @throws IOException if the disk fails, or the lane does not take the points; to be tried again
   */
  public Manifest pack(ClosedSegment segment, Derivation.Lane lane)
      throws IOException, InterruptedException {
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
      return packNow(segment, buffer, lane);
    } finally {
      buffers.add(buffer);
    }
  }

  private Manifest packNow(ClosedSegment segment, SegmentBuffer buffer, Derivation.Lane lane)
      throws IOException, InterruptedException {
    List<Entry> entries = new ArrayList<>();
    long unreadable =
        segment.forEachEntry(
            buffer,
            (kind, payload, records) ->
                entries.add(new Entry(entries.size(), kind, payload, records)));
    int repeated = removeRepeated(segment, entries);
    Packed packed = packAll(segment, entries);
    derivation.derive(
        segment,
        packed.entries().stream().map(Entry::payload).toList(),
        indices.periods(Signal.METRICS, segment.createdAt()),
        lane);
    Manifest manifest =
        ManifestWriter.write(
            segment.manifestFile(),
            segment.id(),
            packed.documents().stream().map(this::draft).iterator(),
            packed.deadLettered() + unreadable,
            repeated);
    segment.manifestWritten();
    packed.origin().listing().keep();
    return manifest;
  }

  private record Entry(int ordinal, EntryKind kind, Slice payload, int records) {
    boolean isDerived() {
      return kind == EntryKind.DERIVED;
    }

    @Nullable UUID source() {
      return isDerived() ? DerivedEntry.source(payload) : null;
    }
  }

  private record Packed(
      List<Entry> entries, List<BlockDocument> documents, BlockOrigin origin, long deadLettered) {}

  /**
   * Removes derived points of which the source has been packed before. Returns how many there were.
   */
  private int removeRepeated(ClosedSegment segment, List<Entry> entries) throws IOException {
    List<UUID> sources =
        entries.stream().map(Entry::source).filter(Objects::nonNull).distinct().toList();
    if (sources.isEmpty()) {
      return 0;
    }
    Set<UUID> unpacked = derivation.claim(segment, sources);
    List<Entry> repeated =
        entries.stream()
            .filter(entry -> entry.source() != null && !unpacked.remove(entry.source()))
            .toList();
    entries.removeAll(repeated);
    return repeated.stream().mapToInt(Entry::records).sum();
  }

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
    BlockOrigin origin = indices.origin(segment.createdAt());
    List<BlockDocument> documents = new ArrayList<>();
    List<Entry> requests = entries.stream().filter(entry -> !entry.isDerived()).toList();
    try (BlockPacker packer = blockPacker(segment, origin)) {
      for (Entry entry : requests) {
        packer.add(entry.payload());
      }
      documents.addAll(packer.finish());
    }
    if (requests.size() < entries.size()) {
      documents.addAll(derivedBlocks(segment, entries, origin));
    }
    requireEveryRecord(entries, documents);
    return new Packed(entries, documents, origin, deadLettered);
  }

  private List<BlockDocument> derivedBlocks(
      ClosedSegment segment, List<Entry> entries, BlockOrigin origin) {
    List<Entry> derived = entries.stream().filter(Entry::isDerived).toList();
    long records = derived.stream().mapToLong(Entry::records).sum();
    try (BlockPacker packer = blockPacker(segment, origin)) {
      return DerivedBlocks.of(derived.stream().map(Entry::payload).toList(), records, packer);
    }
  }

  private BlockPacker blockPacker(ClosedSegment segment, BlockOrigin origin) {
    PeriodRule periods = indices.periods(segment.signal(), segment.createdAt());
    return new BlockPacker(segment.signal(), limits, periods, origin);
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
