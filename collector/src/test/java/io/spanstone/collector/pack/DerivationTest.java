package io.spanstone.collector.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.IndexPeriod;
import io.spanstone.block.PeriodRule;
import io.spanstone.block.SeriesListing;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.derive.DeriveLimits;
import io.spanstone.collector.derive.DerivedCounts;
import io.spanstone.collector.derive.Deriver;
import io.spanstone.collector.derive.EdgeCounts;
import io.spanstone.collector.derive.RandomCalls;
import io.spanstone.collector.journal.ClosedSegment;
import io.spanstone.collector.journal.EntryKind;
import io.spanstone.collector.pack.Segments.Entry;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.testkit.RandomOtlp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Random histories of segments that are packed, released, damaged and packed again, with crashes
 * between any two steps, on real files. Whatever happens, every span counts once.
 */
class DerivationTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void countsEverySpanOnceWhateverCrashes(@ForAll Random random) throws Exception {
    Path directory = Files.createTempDirectory("derivation");
    new History(directory, random).run();
    assertThat(directory.resolve("derived")).as("claims that none needs").isEmptyDirectory();
    assertThat(directory.resolve("calls")).as("calls that wait for nothing").isEmptyDirectory();
  }

  private static final class Crash extends Error {}

  private static final class History implements Packer.Indices {
    private final Path directory;
    private final Random random;
    private final Segments segments;
    private final RandomCalls calls;
    private final List<TracesData> sent = new ArrayList<>();
    private final List<EdgeCounts.Received> received = new ArrayList<>();
    private final List<Slice> stored = new ArrayList<>();
    private final List<ClosedSegment> traces = new ArrayList<>();
    private final List<ClosedSegment> metrics = new ArrayList<>();
    private final SeriesListing listing = new SeriesListing(1000);
    private Derivation derivation;
    private Packer packer;
    private Instant now = NOW;
    private boolean crashBeforeManifest;

    History(Path directory, Random random) throws IOException {
      this.directory = directory;
      this.random = random;
      this.segments = new Segments(directory.resolve("journal"), () -> now);
      this.calls = new RandomCalls(random);
      this.derivation = derivation();
      this.packer = packer();
    }

    void run() throws Exception {
      for (int i = 0; i < 40; i++) {
        step();
      }
      restart();
      drainTraces();
      now = now.plus(Duration.ofMinutes(1));
      settle(segments.lane());
      restart();
      drainMetrics();
      restart();
      assertThat(DerivedCounts.ofMetrics(stored).tallies())
          .isEqualTo(DerivedCounts.ofSpans(sent, span -> true).tallies());
      assertThat(EdgeCounts.ofMetrics(stored).tallies())
          .containsExactlyInAnyOrderEntriesOf(
              EdgeCounts.ofSpans(received, PendingCalls.WINDOW.toMillis()).tallies());
    }

    private void step() throws Exception {
      switch (random.nextInt(11)) {
        case 0, 1 -> receive();
        case 2, 3 -> packTraces();
        case 4 -> closeMetrics();
        case 5 -> packMetrics();
        case 6 -> release(traces);
        case 7 -> release(metrics);
        case 8 -> now = now.plusMillis(random.nextInt(8_000));
        case 9 -> settleOrCrash();
        default -> {
          if (random.nextBoolean()) {
            restart();
          } else {
            damageManifest();
          }
        }
      }
    }

    private void receive() throws Exception {
      TracesData data =
          random.nextInt(4) > 0
              ? calls.next(now)
              : new RandomOtlp(random.nextLong(), now).traces(1 + random.nextInt(20));
      int spans = (int) DerivedCounts.ofSpans(List.of(data), span -> true).total();
      sent.add(data);
      received.add(new EdgeCounts.Received(now.toEpochMilli(), data));
      Entry entry = new Entry(Slice.of(data.toByteArray()), spans);
      traces.add(closed(segments.of(Signal.TRACES, List.of(entry))));
    }

    private ClosedSegment closed(ClosedSegment segment) {
      derivation.closed(segment);
      return segment;
    }

    /** May crash before the points are appended, after that, or with the manifest unwritten. */
    private void packTraces() throws Exception {
      if (traces.isEmpty()) {
        return;
      }
      int crash = random.nextInt(6);
      crashBeforeManifest = crash == 0;
      Derivation.Lane lane =
          (payload, points) -> {
            crashIf(crash == 1);
            segments.lane().append(payload, points);
            crashIf(crash == 2);
            if (crash == 3) {
              throw new IOException("appended, but nobody knows");
            }
          };
      pack(pick(traces), lane);
    }

    /** May crash before the points are appended, or after that. */
    private void settleOrCrash() throws Exception {
      int crash = random.nextInt(5);
      try {
        settle(
            (payload, points) -> {
              crashIf(crash == 0);
              segments.lane().append(payload, points);
              crashIf(crash == 1);
              if (crash == 2) {
                throw new IOException("appended, but nobody knows");
              }
            });
      } catch (Crash e) {
        restart();
      } catch (IOException e) {
        assertThat(e).hasMessage("appended, but nobody knows");
      }
    }

    private void settle(Derivation.Lane lane) throws Exception {
      derivation.settle(lane);
    }

    private void packMetrics() throws Exception {
      if (!metrics.isEmpty()) {
        crashBeforeManifest = random.nextInt(3) == 0;
        pack(pick(metrics), segments.lane());
      }
    }

    private void pack(ClosedSegment segment, Derivation.Lane lane) throws Exception {
      try {
        Manifest manifest = packer.pack(segment, lane);
        assertThat(manifest.records() + manifest.repeated()).isEqualTo(segment.records());
        assertThat(manifest.deadLettered()).isZero();
      } catch (Crash e) {
        restart();
      } catch (IOException e) {
        assertThat(e).hasMessage("appended, but nobody knows");
      } finally {
        crashBeforeManifest = false;
      }
    }

    /** Some of the points that wait become a segment. */
    private void closeMetrics() throws Exception {
      if (!segments.derived().isEmpty()) {
        List<Entry> entries = List.copyOf(segments.derived());
        segments.derived().clear();
        metrics.add(closed(segments.of(Signal.METRICS, EntryKind.DERIVED, entries)));
      }
    }

    private void release(List<ClosedSegment> of) throws Exception {
      List<ClosedSegment> packed =
          of.stream().filter(segment -> Files.exists(segment.manifestFile())).toList();
      if (packed.isEmpty()) {
        return;
      }
      ClosedSegment segment = pick(packed);
      Manifest manifest = packer.pack(segment, segments.lane());
      if (segment.signal() == Signal.METRICS) {
        stored.addAll(documents(manifest));
      }
      segment.release();
      if (random.nextInt(8) == 0) {
        restart();
      } else {
        of.remove(segment);
        derivation.released(segment);
      }
    }

    private void damageManifest() throws IOException {
      List<ClosedSegment> packed =
          Stream.concat(traces.stream(), metrics.stream())
              .filter(segment -> Files.exists(segment.manifestFile()))
              .toList();
      if (!packed.isEmpty()) {
        Path manifest = pick(packed).manifestFile();
        byte[] bytes = Files.readAllBytes(manifest);
        bytes[random.nextInt(bytes.length)] ^= 1;
        Files.write(manifest, bytes);
      }
    }

    /** What was in memory is gone; what was in the journal's open segment is not. */
    private void restart() throws Exception {
      derivation = derivation();
      packer = packer();
      traces.clear();
      metrics.clear();
      closeMetricsUntold();
      for (ClosedSegment segment : segments.recovered()) {
        (segment.signal() == Signal.TRACES ? traces : metrics).add(closed(segment));
      }
      derivation.recovered();
    }

    private void closeMetricsUntold() throws Exception {
      if (!segments.derived().isEmpty()) {
        segments.of(Signal.METRICS, EntryKind.DERIVED, List.copyOf(segments.derived()));
        segments.derived().clear();
      }
    }

    private void drainTraces() throws Exception {
      for (ClosedSegment segment : List.copyOf(traces)) {
        pack(segment, segments.lane());
      }
      while (!traces.isEmpty()) {
        release(traces);
      }
    }

    private void drainMetrics() throws Exception {
      closeMetrics();
      for (ClosedSegment segment : List.copyOf(metrics)) {
        pack(segment, segments.lane());
      }
      while (!metrics.isEmpty()) {
        release(metrics);
      }
    }

    private Derivation derivation() throws IOException {
      return new Derivation(
          new Deriver(DeriveLimits.DEFAULT, new SimpleMeterRegistry()),
          SourceOwners.open(directory.resolve("derived")),
          PendingCalls.open(
              directory.resolve("calls"), 16 << 20, () -> now, new SimpleMeterRegistry()));
    }

    private Packer packer() throws IOException {
      DeadLetters deadLetters =
          DeadLetters.open(
              directory.resolve("dead-letter"),
              1 << 20,
              InstantSource.system(),
              new SimpleMeterRegistry());
      BlockLimits small = new BlockLimits(20, 0, 1 << 20, 1);
      return new Packer(signal -> small, this, deadLetters, derivation);
    }

    @Override
    public PeriodRule periods(Signal signal, Instant segmentCreatedAt) {
      return new PeriodRule(IndexPeriod.DAY, segmentCreatedAt, Duration.ofDays(7));
    }

    @Override
    public String indexName(Signal signal, Instant period) {
      crashIf(crashBeforeManifest);
      return signal.id();
    }

    @Override
    public BlockOrigin origin(Instant segmentCreatedAt) {
      return new BlockOrigin("test", UnixNano.of(segmentCreatedAt), listing.draft());
    }

    private static void crashIf(boolean crash) {
      if (crash) {
        throw new Crash();
      }
    }

    private static List<Slice> documents(Manifest manifest) throws IOException {
      List<Slice> payloads = new ArrayList<>();
      try (ManifestReader reader = manifest.read()) {
        for (ManifestDocument next = reader.next(); next != null; next = reader.next()) {
          payloads.addAll(BlockPayloads.in(next.json()));
        }
      }
      return payloads;
    }

    private ClosedSegment pick(List<ClosedSegment> from) {
      return from.get(random.nextInt(from.size()));
    }
  }
}
