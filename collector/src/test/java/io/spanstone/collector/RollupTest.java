package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.rollup.RollupStorage;
import io.spanstone.collector.rollup.Rollups;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.metrics.BlockBatch;
import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.metrics.CoarseCells;
import io.spanstone.storage.metrics.MetricBlocks;
import io.spanstone.storage.metrics.MetricStore;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  private Instant now = START;

  /** A collector that is stopped, and started again, in the middle of whatever it does. */
  private final class Victim {
    private final String name;
    private final FailingStorage storage;
    private final Random random;
    private Rollups rollups;
    private int failures;

    Victim(String name, RollupStorage storage, Random random) throws IOException {
      this.name = name;
      this.storage = new FailingStorage(storage);
      this.random = random;
      this.rollups = start();
    }

    private Rollups start() throws IOException {
      return Rollups.open(
          data.resolve(name), name, storage, time -> true, () -> now, new SimpleMeterRegistry());
    }

    void rollUp() throws IOException {
      rollups.closeWindow();
      List<FailingStorage.Moment> moments = List.of(FailingStorage.Moment.values());
      storage.failAfter(random.nextInt(12), moments.get(random.nextInt(moments.size())));
      boolean more = true;
      while (more) {
        try {
          more = rollups.rollUp();
        } catch (StorageException e) {
          failures++;
          storage.recover();
          if (random.nextInt(4) > 0) {
            rollups = start();
          }
          if (random.nextInt(4) == 0) {
            return; // the rest with the next window
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersAreTheSameWithAndWithoutWhateverCrashes(long seed, URI elasticsearch)
      throws Exception {
    Random random = new Random(seed);
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      RollupStorage storage = RollupStorage.of(segments.storage());
      List<Victim> collectors =
          List.of(new Victim("a", storage, random), new Victim("b", storage, random));
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
        for (Victim each : collectors) {
          if (step < STEPS / 2 || each.name.equals("b")) { // one is gone for ever
            store(segments, each, calls, sent, random);
            each.rollUp();
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
      assertThat(collectors).anyMatch(each -> each.failures > 0);
    }
  }

  @Test
  void longTimesReadFewBlocks(URI elasticsearch) throws Exception {
    Random random = new Random(4);
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      RollupStorage storage = RollupStorage.of(segments.storage());
      Victim collector = new Victim("c", storage, random);
      RandomCalls calls = new RandomCalls(random, RandomCalls.Durations.LOG_NORMAL);
      for (int minute = 0; minute < 40; minute++) {
        now = START.plusSeconds(minute * 60L);
        long from = UnixNano.of(now);
        segments.store("c", now, List.of(calls.spans(200, from, from + 20 * SECOND)));
      }
      now = now.plusSeconds(60);
      collector.rollups.closeWindow();
      while (collector.rollups.rollUp()) {}
      segments.refresh();

      RedQuery query =
          new RedQuery(null, null, GroupBy.SERVICE, nanos() / MINUTE * MINUTE, 60 * MINUTE, 1);
      assertThat(blocksRead(segments, query, read(segments), new KnownSteps()) * 5)
          .isLessThan(blocksRead(segments, query, List::of, new KnownSteps()));
      assertThat(data.resolve("c").toFile().list()).containsExactly("state");
    }
  }

  @Test
  void whatIsKnownIsNotReadAgain(URI elasticsearch) throws Exception {
    Random random = new Random(5);
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      Victim collector = new Victim("f", RollupStorage.of(segments.storage()), random);
      RandomCalls calls = new RandomCalls(random, RandomCalls.Durations.LOG_NORMAL);
      RollupCoverage.Source coverage = read(segments);
      KnownSteps known = new KnownSteps();
      storeMinutes(segments, collector, calls, 20);

      RedQuery query = chart(20);
      int first = blocksRead(segments, query, coverage, known);
      assertThat(first).isPositive();
      assertThat(blocksRead(segments, query, coverage, known)).isZero();
      assertThat(known.hits()).isEqualTo(20);

      storeMinutes(segments, collector, calls, 2);
      int second = blocksRead(segments, chart(22), coverage, known);
      assertThat(second).isBetween(1, first / 2);
      assertThat(blocksRead(segments, chart(22), coverage, new KnownSteps())).isGreaterThan(first);

      now = START.plusSeconds(5 * 60); // what comes late for a step that is known
      List<TracesData> late = List.of(calls.spans(50, UnixNano.of(now), UnixNano.of(now) + SECOND));
      now = START.plusSeconds(22 * 60);
      segments.store("f", now, late);
      now = now.plusSeconds(60);
      collector.rollups.closeWindow();
      while (collector.rollups.rollUp()) {}
      segments.refresh();
      assertThat(red(segments, chart(22), known)).isEqualTo(red(segments, chart(22), null));
      assertThat(blocksRead(segments, chart(22), coverage, known)).isZero();
    }
  }

  private static List<RedSeries> red(
      DerivedSegments segments, RedQuery query, @Nullable KnownSteps known) throws IOException {
    return new RedStore(
            segments.storage().metricBlocks(),
            known == null ? List::of : read(segments),
            NO_INSTANCES,
            known == null ? new KnownSteps() : known)
        .red(query, AMPLE);
  }

  @Test
  void promqlDoesNotMissWhatAClientCallsAlike(URI elasticsearch) throws Exception {
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      Random random = new Random(6);
      Victim collector = new Victim("f", RollupStorage.of(segments.storage()), random);
      RandomCalls calls = new RandomCalls(random, RandomCalls.Durations.LOG_NORMAL);
      storeMinutes(segments, collector, calls, 35);
      MetricStore store = segments.storage().metrics();
      MetricStore oracle = new MetricStore(segments.storage().metricBlocks(), CoarseCells.NONE);
      assertThat(lastHour(store)).isNotEmpty().hasSizeLessThan(lastHour(oracle).size());

      segments.storeMetrics("f", now, ClientHistogram.named("span.duration", now));
      segments.refresh();

      assertThat(lastHour(store))
          .containsExactlyInAnyOrderElementsOf(lastHour(oracle))
          .anyMatch(sample -> sample.contains("otel_scope_name=\"client\""));
    }
  }

  /** The samples that {@code increase} over the last hour adds up. */
  private List<String> lastHour(MetricStore store) throws IOException {
    long end = now.plusSeconds(60).toEpochMilli();
    long range = Duration.ofHours(1).toMillis();
    List<LabelMatcher> matchers =
        List.of(
            new LabelMatcher(
                Labels.METRIC_NAME, LabelMatcher.Operator.EQUAL, "span_duration_seconds"));
    SelectHints hints = new SelectHints(end, end, 0, range, "increase", AMPLE);
    List<String> samples = new ArrayList<>();
    for (Series series : store.select(matchers, end - range, end, hints)) {
      for (int i = 0; i < series.size(); i++) {
        samples.add(series.labels() + " " + series.timeMillis(i) + " " + series.histogram(i));
      }
    }
    return samples;
  }

  /** Each minute one segment, and a roll-up of it. */
  private void storeMinutes(
      DerivedSegments segments, Victim collector, RandomCalls calls, int minutes)
      throws IOException, InterruptedException {
    for (int minute = 0; minute < minutes; minute++) {
      long from = UnixNano.of(now);
      segments.store("f", now, List.of(calls.spans(50, from, from + 20 * SECOND)));
      now = now.plusSeconds(60);
      collector.rollups.closeWindow();
      while (collector.rollups.rollUp()) {}
    }
    segments.refresh();
  }

  private static RedQuery chart(int minutes) {
    return new RedQuery(null, null, GroupBy.SERVICE, nanos(), MINUTE, minutes);
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
      DerivedSegments segments, Victim collector, RandomCalls calls, SentCalls sent, Random random)
      throws IOException {
    for (int i = random.nextInt(3); i >= 0; i--) {
      Instant createdAt = now.minusSeconds(random.nextInt(30));
      long to = UnixNano.of(createdAt) + 5 * SECOND;
      List<TracesData> sources = new ArrayList<>();
      sources.add(calls.spans(40, to - MINUTE, to));
      sources.add(calls.spans(5, nanos() - 60 * MINUTE, to)); // late
      sources.forEach(sent::add);
      segments.store(
          collector.name, createdAt, collector.rollups.ingestTimeUnixNano(createdAt), sources);
    }
  }

  private void compare(DerivedSegments segments, SentCalls sent, Random random, int queries)
      throws Exception {
    segments.refresh();
    RedStore with = segments.storage().red();
    RedStore without =
        new RedStore(segments.storage().metricBlocks(), List::of, NO_INSTANCES, new KnownSteps());
    List<RedQuery> all = new ArrayList<>(asked); // something is known of these
    for (int i = 0; i < queries; i++) {
      all.add(query(random));
    }
    asked.addAll(all.subList(asked.size(), asked.size() + 3));
    for (RedQuery query : all) {
      List<RedSeries> found = with.red(query, AMPLE);
      assertThat(with.red(query, AMPLE)).as(query.toString()).isEqualTo(found);
      assertThat(found).as(query.toString()).isEqualTo(without.red(query, AMPLE));
      assertThat(counts(found)).as(query.toString()).isEqualTo(counts(sent.red(query)));
    }
    compareEdges(segments, random, queries / 2);
  }

  private static void compareEdges(DerivedSegments segments, Random random, int queries)
      throws IOException {
    EdgeStore with = segments.storage().edges();
    EdgeStore without = new EdgeStore(segments.storage().metricBlocks(), List::of);
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
    long start = nanos() + (random.nextInt(200) - 60) * MINUTE;
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

  private static RollupCoverage.Source read(DerivedSegments segments) {
    return segments.storage()::rollupCoverage;
  }

  private static int blocksRead(
      DerivedSegments segments, RedQuery query, RollupCoverage.Source coverage, KnownSteps known)
      throws IOException {
    AtomicInteger count = new AtomicInteger();
    MetricBlocks.Source source = segments.storage().metricBlocks();
    new RedStore(new CountingSource(source, count), coverage, NO_INSTANCES, known)
        .red(query, AMPLE);
    return count.get();
  }

  /** Counts the blocks that are read. */
  private record CountingSource(MetricBlocks.Source source, AtomicInteger count)
      implements MetricBlocks.Source {
    @Override
    public <T> T read(MetricBlocks.Reading<T> reading) throws IOException {
      return source.read(blocks -> reading.of(new CountingBlocks(blocks, count)));
    }
  }

  private record CountingBlocks(MetricBlocks blocks, AtomicInteger count) implements MetricBlocks {
    @Override
    public void payloads(BlockFilter filter, Payload to) throws IOException {
      blocks.payloads(
          filter,
          (metricsData, newestUnixNano) -> {
            count.incrementAndGet();
            return to.take(metricsData, newestUnixNano);
          });
    }

    @Override
    public List<String> values(String field, String prefix, BlockFilter filter, int limit)
        throws IOException {
      return blocks.values(field, prefix, filter, limit);
    }

    @Override
    public boolean hasValue(String field, String pattern, String butNot, BlockFilter filter)
        throws IOException {
      return blocks.hasValue(field, pattern, butNot, filter);
    }

    @Override
    public Optional<List<BlockBatch>> batches(BlockFilter filter) throws IOException {
      return blocks.batches(filter);
    }

    @Override
    public OptionalLong least(String field, BlockFilter filter) throws IOException {
      return blocks.least(field, filter);
    }

    @Override
    public List<Long> newestTimes(String target, BlockFilter filter, long intervalNanos)
        throws IOException {
      return blocks.newestTimes(target, filter, intervalNanos);
    }

    @Override
    public Map<String, Long> newestOfTargets(BlockFilter filter, int limit) throws IOException {
      return blocks.newestOfTargets(filter, limit);
    }
  }

  private static long nanos() {
    return UnixNano.of(START);
  }
}
