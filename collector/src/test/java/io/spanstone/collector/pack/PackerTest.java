package io.spanstone.collector.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.IndexPeriod;
import io.spanstone.block.PeriodRule;
import io.spanstone.block.SeriesListing;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.cell.AgentCounts;
import io.spanstone.collector.derive.CountedSpans;
import io.spanstone.collector.derive.DeriveLimits;
import io.spanstone.collector.derive.DerivedCounts;
import io.spanstone.collector.derive.Deriver;
import io.spanstone.collector.derive.EdgeCounts;
import io.spanstone.collector.derive.RandomCalls;
import io.spanstone.collector.journal.ClosedSegment;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackerTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z");
  private static final Slice POISON =
      Slice.of("no protobuf at all, not even nearly".getBytes(UTF_8));

  @TempDir Path directory;

  private Segments segments;
  private Path deadLetters;

  @BeforeEach
  void openAJournal() {
    segments = new Segments(directory.resolve("journal"), InstantSource.fixed(MIDNIGHT));
    deadLetters = directory.resolve("dead-letter");
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void packsEveryRecordOfASegment(Signal signal) throws Exception {
    ClosedSegment segment = segments.of(signal, List.of(entry(signal, 1), entry(signal, 2)));

    Manifest manifest = packer(BlockLimits.DEFAULT).pack(segment, segments.lane());

    assertThat(manifest.records()).isEqualTo(segment.records()).isEqualTo(200);
    assertThat(manifest.deadLettered()).isZero();
    assertThat(documents(manifest))
        .hasSize(manifest.documents())
        .allSatisfy(
            document -> {
              assertThat(document.id()).isEqualTo(segment.id() + "-" + document.ordinal());
              assertThat(document.index()).startsWith(signal.id() + "-2026-11-");
            });
  }

  @Test
  void putsRecordsOfTwoPeriodsIntoTwoIndices() throws Exception {
    ClosedSegment segment =
        segments.of(
            Signal.LOGS, List.of(logs(MIDNIGHT.minusSeconds(60)), logs(MIDNIGHT.plusSeconds(60))));

    List<ManifestDocument> documents =
        documents(packer(BlockLimits.DEFAULT).pack(segment, segments.lane()));

    assertThat(documents)
        .extracting(ManifestDocument::index)
        .containsOnly("logs-2026-11-23T00:00:00Z", "logs-2026-11-24T00:00:00Z");
    assertThat(documents.stream().mapToInt(ManifestDocument::records).sum()).isEqualTo(200);
  }

  @Test
  void packsTheSameSegmentToTheSameBytes() throws Exception {
    ClosedSegment segment = segments.of(Signal.TRACES, List.of(entry(Signal.TRACES, 1)));
    packer(BlockLimits.DEFAULT).pack(segment, segments.lane());
    byte[] first = Files.readAllBytes(segment.manifestFile());
    Files.delete(segment.manifestFile());

    packer(BlockLimits.DEFAULT).pack(segments.recovered().get(0), segments.lane());

    assertThat(segment.manifestFile()).hasBinaryContent(first);
  }

  @Test
  void neverPacksASegmentThatHasAManifest() throws Exception {
    ClosedSegment segment = segments.of(Signal.TRACES, List.of(entry(Signal.TRACES, 1)));
    Manifest before = packer(new BlockLimits(10, 0, 1 << 20, 1)).pack(segment, segments.lane());
    byte[] bytes = Files.readAllBytes(segment.manifestFile());

    Manifest after = packer(BlockLimits.DEFAULT).pack(segments.recovered().get(0), segments.lane());

    assertThat(segment.manifestFile()).hasBinaryContent(bytes);
    assertThat(documents(after)).hasSameSizeAs(documents(before)).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void packsAgainWhenTheManifestIsDamagedAndKeepsTheDamagedOne() throws Exception {
    ClosedSegment segment = segments.of(Signal.TRACES, List.of(entry(Signal.TRACES, 1)));
    packer(BlockLimits.DEFAULT).pack(segment, segments.lane());
    byte[] intact = Files.readAllBytes(segment.manifestFile());
    byte[] damaged = intact.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(segment.manifestFile(), damaged);

    Manifest manifest =
        packer(BlockLimits.DEFAULT).pack(segments.recovered().get(0), segments.lane());

    assertThat(manifest.records()).isEqualTo(100);
    assertThat(segment.manifestFile()).hasBinaryContent(intact);
    assertThat(directory.resolve("journal/quarantine")).isDirectoryContaining("glob:**.manifest");
  }

  @Test
  void setsAsideTheEntryThatCannotBePackedAndPacksTheOthers() throws Exception {
    ClosedSegment segment =
        segments.of(
            Signal.TRACES,
            List.of(entry(Signal.TRACES, 1), new Entry(POISON, 7), entry(Signal.TRACES, 2)));

    Manifest manifest = packer(BlockLimits.DEFAULT).pack(segment, segments.lane());

    assertThat(manifest.records()).isEqualTo(200);
    assertThat(manifest.deadLettered()).isEqualTo(7);
    assertThat(deadLetters.resolve("traces/" + segment.id() + "-entry-1.json"))
        .content()
        .contains("\"records\":7", "MalformedOtlpException");
  }

  @Test
  void setsAsideAnEntryThatDoesNotHoldTheRecordsItSays() throws Exception {
    Entry sound = entry(Signal.TRACES, 1);
    ClosedSegment segment =
        segments.of(Signal.TRACES, List.of(sound, new Entry(sound.request(), 101)));

    Manifest manifest = packer(BlockLimits.DEFAULT).pack(segment, segments.lane());

    assertThat(manifest.records()).isEqualTo(100);
    assertThat(manifest.deadLettered()).isEqualTo(101);
  }

  /** An agent's counts and its own metrics came in one request. */
  @Test
  void packsWhatAgentsCountedAsIfItWereDerivedAndAgainToTheSameBytes() throws Exception {
    TracesData spans = new RandomCalls(new Random(1)).next(MIDNIGHT);
    MetricsData counts = CountedSpans.of(spans);
    MetricsData others = new RandomOtlp(1, MIDNIGHT).metrics(100);
    int points = CountedSpans.points(counts);
    Entry both =
        new Entry(
            Slice.of(counts.toBuilder().mergeFrom(others).build().toByteArray()), 100 + points);
    ClosedSegment segment = segments.of(Signal.METRICS, List.of(both, both));

    Manifest manifest = packer(BlockLimits.DEFAULT).pack(segment, segments.lane());

    assertThat(manifest.records()).isEqualTo(2L * (100 + points));
    assertThat(manifest.deadLettered()).isZero();
    List<Slice> stored = new ArrayList<>();
    for (ManifestDocument document : documents(manifest)) {
      stored.addAll(BlockPayloads.in(document.json()));
    }
    assertThat(DerivedCounts.ofMetrics(stored).tallies())
        .isEqualTo(DerivedCounts.ofSpans(List.of(spans, spans), span -> true).tallies());
    EdgeCounts.Received alone = new EdgeCounts.Received(0, spans);
    assertThat(EdgeCounts.ofMetrics(stored).tallies())
        .isEqualTo(EdgeCounts.ofSpans(List.of(alone, alone), -1).tallies())
        .isNotEmpty();
    assertThat(stored).noneMatch(AgentCounts::isIn);

    byte[] first = Files.readAllBytes(segment.manifestFile());
    Files.delete(segment.manifestFile());
    packer(BlockLimits.DEFAULT).pack(segments.recovered().get(0), segments.lane());
    assertThat(segment.manifestFile()).hasBinaryContent(first);
  }

  private Packer packer(BlockLimits limits) throws IOException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    SourceOwners owners = SourceOwners.open(directory.resolve("derived"));
    return new Packer(
        signal -> limits,
        new DailyIndices(),
        DeadLetters.open(deadLetters, 1 << 20, InstantSource.system(), meters),
        new Derivation(
            new Deriver(DeriveLimits.DEFAULT, meters),
            owners,
            PendingCalls.open(
                directory.resolve("calls"), 16 << 20, InstantSource.system(), meters)));
  }

  private static Entry entry(Signal signal, long seed) {
    RandomOtlp random = new RandomOtlp(seed, MIDNIGHT);
    byte[] request =
        switch (signal) {
          case TRACES -> random.traces(100).toByteArray();
          case METRICS -> random.metrics(100).toByteArray();
          case LOGS -> random.logs(100).toByteArray();
        };
    return new Entry(Slice.of(request), 100);
  }

  private static Entry logs(Instant start) {
    return new Entry(Slice.of(new RandomOtlp(1, start).logs(100).toByteArray()), 100);
  }

  private static List<ManifestDocument> documents(Manifest manifest) throws IOException {
    List<ManifestDocument> documents = new ArrayList<>();
    try (ManifestReader reader = manifest.read()) {
      for (ManifestDocument next = reader.next(); next != null; next = reader.next()) {
        documents.add(next);
      }
    }
    return documents;
  }

  private static final class DailyIndices implements Packer.Indices {
    @Override
    public PeriodRule periods(Signal signal, Instant segmentCreatedAt) {
      return new PeriodRule(IndexPeriod.DAY, segmentCreatedAt, Duration.ofDays(7));
    }

    @Override
    public String indexName(Signal signal, Instant period) {
      return signal.id() + "-" + period;
    }

    @Override
    public BlockOrigin origin(Instant segmentCreatedAt) {
      return new BlockOrigin("c-1", UnixNano.of(segmentCreatedAt), new SeriesListing(1000).draft());
    }
  }
}
