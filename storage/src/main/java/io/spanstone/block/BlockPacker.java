package io.spanstone.block;

import io.spanstone.block.Partitions.Chunk;
import io.spanstone.otlp.MalformedOtlpException;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs the records of one segment into blocks. Give it every request of the segment in order, then
 * finish it once. The same requests in the same order, with the same limits and period rule, give
 * byte-equal documents in the same order; a document's place in the list may serve as its ordinal.
 * Only which series of metrics are listed depends on what was listed before.
 *
 * <p>Records that OTLP calls invalid (spans without valid ids) are left out. Not thread-safe; one
 * packer a segment.
 */
public final class BlockPacker implements AutoCloseable {
  private final RecordKind kind;
  private final Sources sources = new Sources();
  private final Partitions partitions;
  private final BlockAssembler assembler;

  /** Makes blocks of no known origin. */
  public BlockPacker(Signal signal, BlockLimits limits, PeriodRule periods) {
    this(signal, limits, periods, null);
  }

  /** Makes blocks that say where they come from. */
  public BlockPacker(
      Signal signal, BlockLimits limits, PeriodRule periods, @Nullable BlockOrigin origin) {
    this(signal, limits, periods, origin, null);
  }

  /**
   * @param logs is told of each log record by {@link #finish}; null for nobody
   */
  public BlockPacker(
      Signal signal,
      BlockLimits limits,
      PeriodRule periods,
      @Nullable BlockOrigin origin,
      @Nullable LogVisitor logs) {
    kind = RecordKind.of(signal, logs);
    partitions = new Partitions(limits, periods);
    assembler = new BlockAssembler(signal, kind, limits.compressionLevel(), origin);
  }

  /**
   * Adds an OTLP export request (or {@code TracesData}, {@code LogsData}, {@code MetricsData}). The
   * bytes are kept, not copied, and must not change until {@link #finish} has returned. Only the
   * structure down to the records is looked at here: {@code OtlpScan} must have accepted it all.
   *
   * @throws MalformedOtlpException if the bytes are no such message; nothing of it is added
   */
  public void add(Slice request) {
    List<PackedRecord> records = new ArrayList<>();
    RecordCursor cursor = new RecordCursor(request);
    Sources.Run run = sources.run(cursor);
    while (cursor.next()) {
      kind.split(run.scope(), cursor.record(), records);
    }
    records.forEach(partitions::add);
  }

  /**
   * The blocks of all that was added; no document if no record was. Call it once.
   *
   * @throws MalformedOtlpException if an attribute or a body is malformed
   */
  public List<BlockDocument> finish() {
    List<BlockDocument> documents = new ArrayList<>();
    for (Chunk chunk : partitions.chunks()) {
      documents.add(assembler.assemble(chunk));
    }
    return documents;
  }

  /** Frees what is held outside the heap. Idempotent. */
  @Override
  public void close() {
    assembler.close();
  }
}
