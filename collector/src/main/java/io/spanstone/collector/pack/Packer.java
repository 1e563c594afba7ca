package io.spanstone.collector.pack;

import io.spanstone.block.BlockDocument;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.BlockPacker;
import io.spanstone.block.LogVisitor;
import io.spanstone.block.PeriodRule;
import io.spanstone.collector.cell.AgentCounts;
import io.spanstone.collector.derive.DerivedEntry;
import io.spanstone.collector.derive.Deriver;
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
import java.util.function.Function;
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
  private final Function<Signal, BlockLimits> limits;
  private final Indices indices;
  private final DeadLetters deadLetters;
  private final Derivation derivation;

  public Packer(
      Function<Signal, BlockLimits> limits,
      Indices indices,
      DeadLetters deadLetters,
      Derivation derivation) {
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
    try (Attempt attempt = new Attempt(segment)) {
      long unreadable =
          segment.forEachEntry(
              buffer,
              (kind, payload, records) -> {
                Entry entry = new Entry(entries.size(), kind, payload, records);
                entries.add(entry);
                attempt.add(entry);
              });
      int repeated = removeRepeated(segment, entries);
      Packed packed = packAll(segment, entries, attempt);
      packed.derived().finish(lane);
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
      List<BlockDocument> documents,
      BlockOrigin origin,
      Derivation.Run derived,
      long deadLettered) {}

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
  private Packed packAll(ClosedSegment segment, List<Entry> entries, Attempt together)
      throws IOException {
    try {
      return together.finish(entries, 0);
    } catch (RuntimeException e) {
      LOG.error("Cannot pack {}; trying its {} entries one by one", segment, entries.size(), e);
    }
    List<Entry> sound = new ArrayList<>();
    long deadLettered = 0;
    for (Entry entry : entries) {
      try {
        pack(segment, List.of(entry), 0);
        sound.add(entry);
      } catch (RuntimeException e) {
        deadLettered += setAside(segment, entry, e);
      }
    }
    try {
      return pack(segment, sound, deadLettered);
    } catch (RuntimeException e) {
      for (Entry entry : sound) {
        deadLettered += setAside(segment, entry, e);
      }
      return pack(segment, List.of(), deadLettered);
    }
  }

  private Packed pack(ClosedSegment segment, List<Entry> entries, long deadLettered) {
    try (Attempt attempt = new Attempt(segment)) {
      entries.forEach(attempt::add);
      return attempt.finish(entries, deadLettered);
    }
  }

  /**
   * One try to pack entries of a segment and to derive from them: each as it is added, while the
   * processor has its bytes at hand, which are read from the disk just before.
   */
  private final class Attempt implements AutoCloseable {
    private final ClosedSegment segment;
    private final BlockOrigin origin;
    private final BlockPacker packer;
    private final Derivation.Run derived;
    private final Deriver.Counts counts;
    private @Nullable RuntimeException failure;

    Attempt(ClosedSegment segment) {
      this.segment = segment;
      this.origin = indices.origin(segment.createdAt());
      this.counts = derivation.counts(segment);
      this.derived =
          derivation.start(segment, indices.periods(Signal.METRICS, segment.createdAt()));
      this.packer = blockPacker(segment, origin, derived.logs());
    }

    void add(Entry entry) {
      if (failure != null || entry.isDerived()) {
        return;
      }
      try {
        packer.add(withoutCounts(entry.payload()));
        derived.add(entry.payload());
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    /** What agents counted becomes derived points, and the rest is packed as it is. */
    private Slice withoutCounts(Slice request) {
      if (segment.signal() != Signal.METRICS || !AgentCounts.isIn(request)) {
        return request;
      }
      counts.add(request);
      return AgentCounts.without(request).request();
    }

    /**
     * The blocks of the entries, of which all but the derived ones have been added.
     *
     * @throws RuntimeException if one of them cannot be packed
     */
    Packed finish(List<Entry> entries, long deadLettered) {
      if (failure != null) {
        throw failure;
      }
      List<BlockDocument> documents = new ArrayList<>(packer.finish());
      documents.addAll(derivedBlocks(segment, entries, counts, origin));
      requireEveryRecord(entries, documents);
      return new Packed(documents, origin, derived, deadLettered);
    }

    @Override
    public void close() {
      packer.close();
    }
  }

  private List<BlockDocument> derivedBlocks(
      ClosedSegment segment, List<Entry> entries, Deriver.Counts counts, BlockOrigin origin) {
    List<Slice> requests = new ArrayList<>();
    long records = counts.read();
    for (Entry entry : entries) {
      if (entry.isDerived()) {
        requests.add(DerivedEntry.read(entry.payload()).request());
        records += entry.records();
      }
    }
    if (counts.read() > 0) {
      requests.add(counts.finish().request());
    }
    if (requests.isEmpty()) {
      return List.of();
    }
    try (BlockPacker packer = blockPacker(segment, origin, null)) {
      return DerivedBlocks.of(requests, records, packer);
    }
  }

  private BlockPacker blockPacker(
      ClosedSegment segment, BlockOrigin origin, @Nullable LogVisitor logs) {
    PeriodRule periods = indices.periods(segment.signal(), segment.createdAt());
    BlockLimits ofSignal = limits.apply(segment.signal());
    return new BlockPacker(segment.signal(), ofSignal, periods, origin, logs);
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
