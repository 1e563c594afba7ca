package io.spanstone.collector.rollup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.block.BlockDocument;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.BlockPacker;
import io.spanstone.block.Rollup;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.derive.DerivedRollup;
import io.spanstone.collector.pack.Manifest;
import io.spanstone.collector.pack.ManifestDocument;
import io.spanstone.collector.pack.ManifestReader;
import io.spanstone.collector.pack.ManifestWriter;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.red.RollupCoverage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls up what one collector stored, one window of ingest time after the other. A window's blocks
 * are fixed on disk before the first of them is sent, and readers are told of them when all of them
 * can be searched: so a crash at any point leaves nothing out and nothing twice. {@link
 * #ingestTimeUnixNano} is thread-safe; the rest is for one thread.
 */
public final class Rollups {
  private static final Logger LOG = LoggerFactory.getLogger(Rollups.class);
  private static final String STATE = "state";
  private static final String MANIFEST = ".manifest";
  private static final int MAX_BULK_BYTES = 4 << 20;

  private final Path directory;
  private final String collector;
  private final RollupStorage storage;
  private final Predicate<Instant> confirmedBefore;
  private final InstantSource clock;
  private final Counter blocks;
  private volatile RollupState state;

  private Rollups(
      Path directory,
      String collector,
      RollupStorage storage,
      Predicate<Instant> confirmedBefore,
      InstantSource clock,
      MeterRegistry meters)
      throws IOException {
    this.directory = Files.createDirectories(directory);
    this.collector = collector;
    this.storage = storage;
    this.confirmedBefore = confirmedBefore;
    this.clock = clock;
    this.state = RollupState.read(directory.resolve(STATE));
    deleteOrphans();
    blocks =
        Counter.builder("spanstone.rollup.blocks")
            .description("Blocks of roll-ups that were stored")
            .register(meters);
    for (Rollup rollup : Rollup.values()) {
      Gauge.builder("spanstone.rollup.lag.seconds", this, rollups -> rollups.lagSeconds(rollup))
          .description("How long ago that came in which is not rolled up yet")
          .tag("rollup", rollup.series())
          .register(meters);
    }
  }

  /**
   * The roll-ups of a collector, as far as they were.
   *
   * @param directory theirs alone
   * @param confirmedBefore whether Elasticsearch has all segments of metrics that were created
   *     before some time, as far as they are closed
   * @throws IOException if what is in the directory cannot be read; to go on without it would count
   *     twice
   */
  public static Rollups open(
      Path directory,
      String collector,
      RollupStorage storage,
      Predicate<Instant> confirmedBefore,
      InstantSource clock,
      MeterRegistry meters)
      throws IOException {
    return new Rollups(directory, collector, storage, confirmedBefore, clock, meters);
  }

  /**
   * The ingest time of a segment that is about to be packed: its creation, but never earlier than
   * what the roll-ups may have covered by the time it is stored, whatever the clock did.
   */
  public long ingestTimeUnixNano(Instant segmentCreatedAt) {
    return Math.max(UnixNano.of(segmentCreatedAt), state.floorUnixNano());
  }

  /** Lets the next windows end now. What is packed from here on belongs to later ones. */
  public void closeWindow() throws IOException {
    if (state.floorUnixNano() == state.until(Rollup.MINUTE)) {
      long now = UnixNano.of(clock.instant());
      keep(state.withFloor(Math.max(now, state.floorUnixNano() + 1)));
    }
  }

  /**
   * Rolls the next window up that is due.
   *
   * @return whether there may be another
   * @throws IOException if it was not done; to be tried again by another call
   */
  public boolean rollUp() throws IOException {
    RollupState.Pending pending = state.pending();
    if (pending != null) {
      store(pending);
      return true;
    }
    for (Rollup rollup : Rollup.values()) {
      if (isDue(rollup)) {
        prepare(rollup);
        return true;
      }
    }
    return false;
  }

  private boolean isDue(Rollup rollup) {
    long until = state.until(rollup);
    long target = target(rollup);
    if (rollup == Rollup.MINUTE) {
      return until < target && confirmedBefore.test(UnixNano.toInstant(target));
    }
    return target / rollup.cellNanos() > until / rollup.cellNanos();
  }

  /** How far it could be by what it is made of. */
  private long target(Rollup rollup) {
    return switch (rollup) {
      case MINUTE -> state.floorUnixNano();
      case TEN_MINUTES -> state.until(Rollup.MINUTE);
      case HOUR -> state.until(Rollup.TEN_MINUTES);
    };
  }

  private void prepare(Rollup rollup) throws IOException {
    long from = state.until(rollup);
    storage.refresh();
    RollupWindow window = new RollupWindow(collector, rollup);
    RollupWindow.Sums sums =
        storage.blocks().read(found -> window.sum(found, from, target(rollup)));
    List<ManifestWriter.Draft> drafts = drafts(rollup, from, sums);
    if (drafts.isEmpty()) {
      cover(rollup, sums.untilUnixNano());
      return;
    }
    UUID batch = UUID.randomUUID();
    ManifestWriter.write(manifest(batch), batch, drafts.iterator(), 0, 0);
    RollupState.Pending pending = new RollupState.Pending(rollup, batch, sums.untilUnixNano());
    keep(state.withPending(pending));
    store(pending);
  }

  private List<ManifestWriter.Draft> drafts(Rollup rollup, long from, RollupWindow.Sums sums) {
    DerivedRollup.Parts parts = sums.parts();
    List<ManifestWriter.Draft> drafts = new ArrayList<>();
    pack(parts.calls(), rollup.series(), from, sums.untilUnixNano(), drafts);
    pack(parts.others(), rollup.series(), from, sums.untilUnixNano(), drafts);
    pack(parts.edges(), rollup.series(), from, sums.untilUnixNano(), drafts);
    pack(parts.services(), rollup.services(), from, sums.untilUnixNano(), drafts);
    return drafts;
  }

  private void pack(
      Slice points, String rollup, long from, long until, List<ManifestWriter.Draft> to) {
    BlockOrigin origin = BlockOrigin.ofRollup(collector, from, rollup);
    try (BlockPacker packer =
        new BlockPacker(
            Signal.METRICS,
            BlockLimits.DEFAULT,
            storage.periods(UnixNano.toInstant(until)),
            origin)) {
      packer.add(points);
      for (BlockDocument block : packer.finish()) {
        to.add(
            new ManifestWriter.Draft(
                storage.indexName(block.period()), block.records(), block.json()));
      }
    }
  }

  private void store(RollupState.Pending pending) throws IOException {
    Manifest manifest = Manifest.open(manifest(pending.batch()), pending.batch());
    try (ManifestReader documents = manifest.read()) {
      List<BulkItem> items = new ArrayList<>();
      long bytes = 0;
      for (ManifestDocument next = documents.next(); next != null; next = documents.next()) {
        items.add(new BulkItem(next.index(), next.id(), next.json()));
        bytes += next.json().length();
        if (bytes > MAX_BULK_BYTES) {
          send(items);
          items.clear();
          bytes = 0;
        }
      }
      send(items);
    }
    storage.refresh();
    cover(pending.rollup(), pending.untilUnixNano());
    Files.deleteIfExists(manifest(pending.batch()));
    blocks.increment(manifest.documents());
  }

  private void send(List<BulkItem> items) throws StorageException {
    if (items.isEmpty()) {
      return;
    }
    for (Verdict verdict : storage.bulk(items)) {
      switch (verdict.outcome()) {
        case CREATED, EXISTS -> {}
        case REJECTED, RETRY ->
            throw new StorageException("a block of a roll-up was not taken: " + verdict.reason());
      }
    }
  }

  /** Readers first: what they are told holds, and if it is not kept it is told once more. */
  private void cover(Rollup rollup, long untilUnixNano) throws IOException {
    RollupState covered = state.withUntil(rollup, untilUnixNano);
    storage.publish(new RollupCoverage(collector, covered.untilUnixNano()));
    keep(covered);
  }

  private void keep(RollupState next) throws IOException {
    next.write(directory.resolve(STATE));
    state = next;
  }

  private double lagSeconds(Rollup rollup) {
    long until = state.until(rollup);
    return until == 0 ? 0 : Math.max(0, (UnixNano.of(clock.instant()) - until) / 1e9);
  }

  private Path manifest(UUID batch) {
    return directory.resolve(batch + MANIFEST);
  }

  /** Manifests that a crash left before, or after, they were pending. */
  private void deleteOrphans() throws IOException {
    RollupState.Pending pending = state.pending();
    String kept = pending == null ? "" : pending.batch() + MANIFEST;
    try (DirectoryStream<Path> manifests =
        Files.newDirectoryStream(directory, "*" + MANIFEST + "*")) {
      for (Path each : manifests) {
        if (!String.valueOf(each.getFileName()).equals(kept)) {
          LOG.debug("Deleting {}, which a crash left", each);
          Files.delete(each);
        }
      }
    }
  }
}
