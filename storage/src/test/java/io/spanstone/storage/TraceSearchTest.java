package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.TestSpans;
import io.spanstone.block.UnixNano;
import io.spanstone.storage.traces.TracePage;
import io.spanstone.storage.traces.TraceQuery;
import io.spanstone.storage.traces.TraceSummary;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Search equals brute force, whatever the data, the blocks, the conditions and the pages. */
@ExtendWith(SharedElasticsearch.class)
class TraceSearchTest {
  private static final Duration AMPLE = Duration.ofMinutes(1);
  private static final Instant BASE = UnixNano.toInstant(TestSpans.BASE_UNIX_NANO);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsWhatBruteForceFinds(long seed, URI elasticsearch) throws IOException {
    compare(seed, elasticsearch);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6, 7, 8, 9, 10, 11, 12})
  @Tag("full")
  void findsWhatBruteForceFindsInMoreData(long seed, URI elasticsearch) throws IOException {
    compare(seed, elasticsearch);
  }

  private static void compare(long seed, URI elasticsearch) throws IOException {
    Random random = new Random(seed);
    Duration range = random.nextBoolean() ? Duration.ofMinutes(1) : Duration.ofHours(40);
    TestSpans spans = new TestSpans(seed, 1 + random.nextInt(12), 300, range.toNanos());
    BruteForce bruteForce = new BruteForce();
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      for (int segment = 0; segment < 4; segment++) {
        List<TracesData> requests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          requests.add(spans.request(200));
        }
        bruteForce.add(requests);
        test.store(requests, randomLimits(random));
      }
      for (int i = 0; i < 40; i++) {
        TraceQuery query = randomQuery(random, range);
        List<TraceSummary> expected = bruteForce.search(query);
        assertThat(allPages(test, query, AMPLE, random)).as("%s", query).isEqualTo(expected);
        if (i < 4) {
          assertThat(allPages(test, query, Duration.ZERO, random))
              .as("%s", query)
              .isEqualTo(expected);
        }
      }
    }
  }

  /** Follows the cursors to the end, with pages of changing size. */
  private static List<TraceSummary> allPages(
      TestStorage test, TraceQuery query, Duration budget, Random random) throws IOException {
    List<TraceSummary> all = new ArrayList<>();
    String cursor = null;
    do {
      TraceQuery next = withPage(query, 1 + random.nextInt(100), cursor);
      TracePage page = test.storage.traces().search(next, budget);
      assertThat(page.traces().size()).isLessThanOrEqualTo(next.limit());
      assertThat(page.complete()).isEqualTo(page.scannedUntil() == null);
      if (!page.complete()) {
        assertThat(page.cursor()).isNotNull().isNotEqualTo(cursor);
      }
      all.addAll(page.traces());
      cursor = page.cursor();
    } while (cursor != null);
    return all;
  }

  private static TraceQuery withPage(TraceQuery query, int limit, String cursor) {
    return new TraceQuery(
        query.start(),
        query.end(),
        query.service(),
        query.operation(),
        query.kind(),
        query.status(),
        query.minDuration(),
        query.maxDuration(),
        query.attributes(),
        limit,
        cursor);
  }

  private static BlockLimits randomLimits(Random random) {
    int maxRecords = 1 + random.nextInt(60);
    return new BlockLimits(maxRecords, random.nextInt(maxRecords + 1), 1 << 20, 1);
  }

  private static TraceQuery randomQuery(Random random, Duration range) {
    Instant start = BASE;
    Instant end = BASE.plus(range);
    if (random.nextInt(3) == 0) {
      start = BASE.plusNanos((long) (random.nextDouble() * range.toNanos()));
      end = start.plusNanos((long) (random.nextDouble() * range.toNanos()));
    }
    TraceQuery.Builder query = TraceQuery.between(start, end);
    if (random.nextInt(2) == 0) {
      query.service(TestSpans.serviceFilter(random));
    }
    if (random.nextInt(4) == 0) {
      query.operation(TestSpans.operation(random));
    }
    if (random.nextInt(4) == 0) {
      query.kind(random.nextInt(6));
    }
    if (random.nextInt(3) == 0) {
      query.status(random.nextInt(4) == 0 ? 1 : 2);
    }
    if (random.nextInt(4) == 0) {
      query.minDuration(Duration.ofNanos(random.nextInt(1_000_000)));
    }
    if (random.nextInt(4) == 0) {
      query.maxDuration(Duration.ofNanos(random.nextInt(1_000_000)));
    }
    for (int i = random.nextInt(4); i > 1; i--) {
      query.attribute(TestSpans.key(random), TestSpans.valueText(random));
    }
    return query.build();
  }
}
