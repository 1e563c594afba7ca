package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.rollup.RollupStorage;
import io.spanstone.collector.rollup.Rollups;
import io.spanstone.metric.SelectLimits;
import io.spanstone.storage.metrics.CoarseCells;
import io.spanstone.storage.metrics.MetricBlocks;
import io.spanstone.storage.metrics.MetricStore;
import io.spanstone.storage.red.DerivedBlocks;
import io.spanstone.storage.red.EdgeStore;
import io.spanstone.storage.red.EdgeSummaries;
import io.spanstone.storage.red.GroupBy;
import io.spanstone.storage.red.KnownSteps;
import io.spanstone.storage.red.RedQuery;
import io.spanstone.storage.red.RedSeries;
import io.spanstone.storage.red.RedStore;
import io.spanstone.storage.red.RollupCoverage;
import io.spanstone.storage.red.ServiceInstances;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read with roll-ups, against what is read without, and against the spans. */
@ExtendWith(SharedElasticsearch.class)
@Timeout(300)
class RollupTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final Instant START = Instant.parse("2026-11-24T21:55:00Z");
  private static final int STEPS = 12;
  private static final Duration STEP = Duration.ofMinutes(13);
  private static final SelectLimits AMPLE =
      new SelectLimits(1000, 10_000_000, System.nanoTime() + Duration.ofHours(1).toNanos());
  private static final Duration AMPLE_TIME = Duration.ofMinutes(1);
  private static final ServiceInstances NO_INSTANCES =
      (start, end) -> new ServiceInstances.Found(Map.of(), true);

  @TempDir Path data;
  private final List<RedQuery> asked = new ArrayList<>();

  /** So little that blocks are forgotten now and then. */
  private final DerivedBlocks read = new DerivedBlocks(1 << 17);

  private final KnownSteps known = new KnownSteps();
  private Instant now = START;

  /**
   * @param shards with several of them, blocks are not known by their heads
   */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2"})
  void answersAreTheSameWithAndWithoutWhateverCrashes(long seed, int shards, URI elasticsearch)
      throws Exception {
    Random random = new Random(seed);
    try (DerivedSegments segments = new DerivedSegments(elasticsearch, shards)) {
      RollupStorage storage = RollupStorage.of(segments.storage());
      List<RollingCollector> collectors =
          List.of(
              new RollingCollector("a", data, storage, () -> now, random),
              new RollingCollector("b", data, storage, () -> now, random));
      RandomCalls calls = new RandomCalls(random, RandomCalls.Durations.ANY);
      SentCalls sent = new SentCalls();
      WindowSums sums =
          new WindowSums(
              segments.storage().metrics(),
              new MetricStore(segments.storage().metricBlocks(), CoarseCells.NONE),
              AMPLE);
      for (int step = 0; step < STEPS; step++) {
        // clocks go back now and then
        now = START.plus(STEP.multipliedBy(step)).minusSeconds(random.nextInt(4) * 600L);
        for (RollingCollector each : collectors) {
          if (step < STEPS / 2 || each.name().equals("b")) { // one is gone for ever
            store(segments, each, calls, sent, random);
            each.rollUpAndFail();
          }
        }
        if (step % 4 == 3) {
          compare(segments, sent, random, 6);
          sums.compare(random, START.toEpochMilli(), 10);
        }
      }
      store(segments, collectors.get(1), calls, sent, random);
      compare(segments, sent, random, 24);
      sums.compare(random, START.toEpochMilli(), 30);
      assertThat(sums.samples()).isBetween(1L, sums.samplesOfOracle() - 1);
      assertThat(collectors).anyMatch(each -> each.failures() > 0);
    }
  }

  @Test
  void whatIsNotConfirmedIsNotRolledUp(URI elasticsearch) throws Exception {
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      boolean[] confirmed = {false};
      Rollups rollups =
          Rollups.open(
              data.resolve("d"),
              "d",
              RollupStorage.of(segments.storage()),
              time -> confirmed[0],
              () -> now,
              new SimpleMeterRegistry());
      rollups.closeWindow();

      assertThat(rollups.rollUp()).isFalse();
      confirmed[0] = true;
      assertThat(rollups.rollUp()).isTrue();
      assertThat(rollups.ingestTimeUnixNano(now.minusSeconds(5))).isEqualTo(nanos());
      assertThat(rollups.ingestTimeUnixNano(now.plusSeconds(5))).isEqualTo(nanos() + 5 * SECOND);
    }
  }

  @Test
  void aDamagedStateIsNotGuessed(URI elasticsearch) throws Exception {
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      Files.writeString(Files.createDirectories(data.resolve("e")).resolve("state"), "floor x");

      assertThatThrownBy(
              () ->
                  Rollups.open(
                      data.resolve("e"),
                      "e",
                      RollupStorage.of(segments.storage()),
                      time -> true,
                      () -> now,
                      new SimpleMeterRegistry()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("state");
    }
  }

  private void store(
      DerivedSegments segments,
      RollingCollector collector,
      RandomCalls calls,
      SentCalls sent,
      Random random)
      throws IOException {
    for (int i = random.nextInt(3); i >= 0; i--) {
      Instant createdAt = now.minusSeconds(random.nextInt(30));
      long to = UnixNano.of(createdAt) + 5 * SECOND;
      List<TracesData> sources = new ArrayList<>();
      sources.add(calls.spans(40, to - MINUTE, to));
      sources.add(calls.spans(5, nanos() - 60 * MINUTE, to)); // late
      sources.forEach(sent::add);
      segments.store(
          collector.name(), createdAt, collector.rollups().ingestTimeUnixNano(createdAt), sources);
    }
  }

  private void compare(DerivedSegments segments, SentCalls sent, Random random, int queries)
      throws Exception {
    segments.refresh();
    MetricBlocks.Source blocks = segments.storage().metricBlocks();
    RollupCoverage.Source coverage = segments.storage()::rollupCoverage;
    RedStore with = new RedStore(blocks, coverage, NO_INSTANCES, read, known);
    RedStore recent = segments.storage().red(); // may know of less roll-ups
    RedStore without =
        new RedStore(blocks, List::of, NO_INSTANCES, new DerivedBlocks(), new KnownSteps());
    List<RedQuery> all = new ArrayList<>(asked); // something is known of these
    for (int i = 0; i < queries; i++) {
      all.add(query(random));
    }
    asked.addAll(all.subList(asked.size(), asked.size() + 3));
    for (RedQuery query : all) {
      List<RedSeries> found = with.red(query, AMPLE);
      assertThat(with.red(query, AMPLE)).as(query.toString()).isEqualTo(found);
      assertThat(recent.red(query, AMPLE)).as(query.toString()).isEqualTo(found);
      assertThat(found).as(query.toString()).isEqualTo(without.red(query, AMPLE));
      assertThat(counts(found)).as(query.toString()).isEqualTo(counts(sent.red(query)));
    }
    compareEdges(segments, random, queries / 2);
  }

  private static void compareEdges(DerivedSegments segments, Random random, int queries)
      throws IOException {
    EdgeStore with = segments.storage().edges();
    EdgeStore without =
        new EdgeStore(segments.storage().metricBlocks(), List::of, new DerivedBlocks());
    long calls = 0;
    for (int i = 0; i < queries; i++) {
      Instant start = START.plusSeconds(60L * (random.nextInt(200) - 60));
      Instant end = start.plusSeconds(1 + random.nextInt(random.nextBoolean() ? 600 : 20_000));
      EdgeSummaries found = with.read(start, end, AMPLE_TIME);
      assertThat(found).isEqualTo(without.read(start, end, AMPLE_TIME));
      calls += found.edges().stream().mapToLong(edge -> edge.calls().count()).sum();
    }
    assertThat(calls).isPositive();
  }

  private static RedQuery query(Random random) {
    String[] services = {null, null, "cart", "shop/pay"};
    String[] operations = {null, null, "GET /cart"};
    long[] units = {10 * SECOND, MINUTE, 10 * MINUTE, 60 * MINUTE};
    long unit = units[random.nextInt(units.length)];
    long start = nanos() + 10 * SECOND * (random.nextInt(1_200) - 360);
    return new RedQuery(
        services[random.nextInt(services.length)],
        operations[random.nextInt(operations.length)],
        List.of(GroupBy.values()).get(random.nextInt(4)),
        start / unit * unit,
        unit * (1 + random.nextInt(random.nextBoolean() ? 2 : 700)),
        1 + random.nextInt(2) * random.nextInt(12));
  }

  /** Calls and errors of each group in each step. */
  private static List<String> counts(List<RedSeries> series) {
    return series.stream()
        .map(
            each ->
                each.group()
                    + each.steps().stream().map(c -> c.count() + "/" + c.errors()).toList())
        .toList();
  }

  private static long nanos() {
    return UnixNano.of(START);
  }
}
