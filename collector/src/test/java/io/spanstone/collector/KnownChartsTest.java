package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.rollup.RollupStorage;
import io.spanstone.metric.SelectLimits;
import io.spanstone.storage.red.DerivedBlocks;
import io.spanstone.storage.red.EdgeStore;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How many blocks are read for what was asked before, and whether it is still true. */
@ExtendWith(SharedElasticsearch.class)
@Timeout(300)
class KnownChartsTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final Instant START = Instant.parse("2026-11-24T21:55:00Z");
  private static final SelectLimits AMPLE =
      new SelectLimits(1000, 10_000_000, System.nanoTime() + Duration.ofHours(1).toNanos());
  private static final ServiceInstances NO_INSTANCES =
      (start, end) -> new ServiceInstances.Found(Map.of(), true);

  @TempDir Path data;
  private final Random random = new Random(5);
  private final RandomCalls calls = new RandomCalls(random, RandomCalls.Durations.LOG_NORMAL);
  private Instant now = START;

  /** What a server reads, and remembers. */
  private static final class Server {
    private final CountedReads blocks;
    private final RollupCoverage.Source coverage;
    private final DerivedBlocks read = new DerivedBlocks();
    private final KnownSteps known = new KnownSteps();
    private final RedStore red;

    Server(DerivedSegments segments) {
      this(segments, segments.storage()::rollupCoverage);
    }

    Server(DerivedSegments segments, RollupCoverage.Source coverage) {
      this.blocks = new CountedReads(segments.storage().metricBlocks());
      this.coverage = coverage;
      this.red = new RedStore(blocks, coverage, NO_INSTANCES, read, known);
    }

    List<RedSeries> red(RedQuery query) throws IOException {
      return red.red(query, AMPLE);
    }

    int blocksRead(RedQuery query) throws IOException {
      red(query);
      return blocks.take();
    }
  }

  @Test
  void longTimesReadFewBlocks(URI elasticsearch) throws Exception {
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      RollingCollector collector = collector(segments);
      for (int minute = 0; minute < 40; minute++) {
        now = START.plusSeconds(minute * 60L);
        storeCalls(segments, 200);
      }
      now = now.plusSeconds(60);
      collector.rollUp();
      segments.refresh();

      RedQuery query =
          new RedQuery(null, null, GroupBy.SERVICE, nanos() / MINUTE * MINUTE, 60 * MINUTE, 1);
      assertThat(new Server(segments).blocksRead(query) * 5)
          .isLessThan(new Server(segments, List::of).blocksRead(query));
      assertThat(data.resolve("f").toFile().list()).containsExactly("state");
    }
  }

  @Test
  void whatIsKnownIsNotReadAgain(URI elasticsearch) throws Exception {
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      RollingCollector collector = collector(segments);
      storeMinutes(segments, collector, 20);
      Server server = new Server(segments);

      int first = server.blocksRead(chart(20));
      assertThat(first).isPositive();
      assertThat(server.blocksRead(chart(20))).isZero();
      assertThat(server.known.hits()).isEqualTo(20);

      storeMinutes(segments, collector, 2);
      assertThat(server.blocksRead(chart(22))).isBetween(1, first / 2);
      assertThat(new Server(segments).blocksRead(chart(22))).isGreaterThan(first);

      now = START.plusSeconds(5 * 60); // what comes late for a step that is known
      List<TracesData> late = List.of(calls.spans(50, UnixNano.of(now), UnixNano.of(now) + SECOND));
      now = START.plusSeconds(22 * 60);
      segments.store("f", now, late);
      now = now.plusSeconds(60);
      collector.rollUp();
      segments.refresh();
      assertThat(server.red(chart(22))).isEqualTo(new Server(segments, List::of).red(chart(22)));
      server.blocks.take();
      assertThat(server.blocksRead(chart(22))).isZero();
    }
  }

  /** A chart that is looked at while calls come in, long before they are rolled up. */
  @Test
  void ofAStepThatGrowsOnlyWhatIsNewIsRead(URI elasticsearch) throws Exception {
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      RollingCollector collector = collector(segments);
      storeMinutes(segments, collector, 3);
      Server server = new Server(segments);
      server.red(chart(4));
      server.blocks.take();

      int most = 0;
      int sum = 0;
      for (int segment = 0; segment < 5; segment++) {
        storeCalls(segments, 50);
        segments.refresh();
        now = now.plusSeconds(5);
        assertThat(server.red(chart(4))).isEqualTo(new Server(segments, List::of).red(chart(4)));
        int read = server.blocks.take();
        assertThat(read).isPositive();
        assertThat(server.blocksRead(chart(4))).isZero();
        most = Math.max(most, read);
        sum += read;
      }
      assertThat(new Server(segments).blocksRead(chart(4))).isGreaterThan(most).isGreaterThan(sum);
    }
  }

  /** One service, all of its operations, edges: different questions about the same blocks. */
  @Test
  void otherQuestionsAboutTheSameTimeReadNothingAnew(URI elasticsearch) throws Exception {
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      RollingCollector collector = collector(segments);
      storeMinutes(segments, collector, 12);
      Server server = new Server(segments);
      RedQuery operations = new RedQuery(null, null, GroupBy.OPERATION, nanos(), MINUTE, 12);
      server.red(operations);
      server.blocks.take();

      RedQuery ofOne = new RedQuery("cart", null, GroupBy.OPERATION, nanos(), 3 * MINUTE, 4);
      Server fresh = new Server(segments, List::of);
      assertThat(server.red(ofOne)).isEqualTo(fresh.red(ofOne));
      assertThat(server.blocks.take()).isZero();

      EdgeStore edges = new EdgeStore(server.blocks, server.coverage, server.read);
      Instant end = START.plusSeconds(600);
      assertThat(edges.read(START, end, Duration.ofMinutes(1)))
          .isEqualTo(segments.storage().edges().read(START, end, Duration.ofMinutes(1)));
      server.blocks.take();
      edges.read(START, end.minusSeconds(30), Duration.ofMinutes(1));
      assertThat(server.blocks.take()).isBetween(0, 3); // as received, of the last minute
    }
  }

  @Test
  void blocksThatAreForgottenAreReadAgain(URI elasticsearch) throws Exception {
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      storeMinutes(segments, collector(segments), 5);
      DerivedBlocks small = new DerivedBlocks(2_000);
      CountedReads blocks = new CountedReads(segments.storage().metricBlocks());
      for (int i = 0; i < 2; i++) {
        RedStore store =
            new RedStore(
                blocks, segments.storage()::rollupCoverage, NO_INSTANCES, small, new KnownSteps());
        assertThat(store.red(chart(5), AMPLE))
            .isEqualTo(new Server(segments, List::of).red(chart(5)));
        assertThat(blocks.take()).isPositive();
      }
      assertThat(small.evictions()).isPositive();
      assertThat(small.held()).isBetween(0L, 2_000L);
    }
  }

  @Test
  void anIndexThatIsDroppedIsNotRemembered(URI elasticsearch) throws Exception {
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      now = Instant.parse("2026-11-24T23:50:00Z");
      RollingCollector collector = collector(segments);
      storeMinutes(segments, collector, 20);
      RedQuery query =
          new RedQuery(
              null,
              null,
              GroupBy.SERVICE,
              UnixNano.of(Instant.parse("2026-11-24T23:50:00Z")),
              MINUTE,
              20);
      Server server = new Server(segments);
      List<RedSeries> before = server.red(query);

      segments.storage().applyRetention(now.plus(segments.storage().settings().retentionMetrics()));

      assertThat(server.red(query)).isNotEqualTo(before).isEqualTo(new Server(segments).red(query));
    }
  }

  private RollingCollector collector(DerivedSegments segments) throws IOException {
    return new RollingCollector("f", data, RollupStorage.of(segments.storage()), () -> now, random);
  }

  /** Each minute one segment, and a roll-up of it. */
  private void storeMinutes(DerivedSegments segments, RollingCollector collector, int minutes)
      throws IOException, InterruptedException {
    for (int minute = 0; minute < minutes; minute++) {
      storeCalls(segments, 50);
      now = now.plusSeconds(60);
      collector.rollUp();
    }
    segments.refresh();
  }

  private void storeCalls(DerivedSegments segments, int count) throws IOException {
    long from = UnixNano.of(now);
    segments.store("f", now, List.of(calls.spans(count, from, from + 20 * SECOND)));
  }

  private static RedQuery chart(int minutes) {
    return new RedQuery(null, null, GroupBy.SERVICE, nanos(), MINUTE, minutes);
  }

  private static long nanos() {
    return UnixNano.of(START);
  }
}
