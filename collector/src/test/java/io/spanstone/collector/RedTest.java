package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.UnixNano;
import io.spanstone.metric.QueryTimeoutException;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.metric.TooManySeriesException;
import io.spanstone.storage.red.Calls;
import io.spanstone.storage.red.DerivedBlocks;
import io.spanstone.storage.red.GroupBy;
import io.spanstone.storage.red.KnownSteps;
import io.spanstone.storage.red.OperationSummary;
import io.spanstone.storage.red.RedQuery;
import io.spanstone.storage.red.RedSeries;
import io.spanstone.storage.red.RedStore;
import io.spanstone.storage.red.ServiceInstances;
import io.spanstone.storage.red.ServiceSummaries;
import io.spanstone.storage.red.ServiceSummary;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rate, errors and durations as they are read, against the spans themselves. */
@ExtendWith(SharedElasticsearch.class)
@Timeout(300)
class RedTest {
  private static final long SECOND = 1_000_000_000;
  private static final long CELL = 10 * SECOND;
  private static final Instant START = Instant.parse("2026-11-24T11:58:20Z");
  private static final int MINUTES = 20;
  private static final SelectLimits AMPLE =
      new SelectLimits(1000, 10_000_000, System.nanoTime() + Duration.ofHours(1).toNanos());

  private static final ServiceInstances NO_INSTANCES =
      (start, end) -> new ServiceInstances.Found(Map.of(), true);

  @ParameterizedTest
  @EnumSource
  void countsAreThoseOfTheSpansAndPercentilesWithinOnePercent(
      RandomCalls.Durations durations, URI elasticsearch) throws Exception {
    Random random = new Random(durations.name().hashCode());
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      SentCalls sent = fill(segments, new RandomCalls(random, durations), random);
      RedStore store = segments.storage().red();

      assertSame(store, sent, new RedQuery(null, null, GroupBy.NONE, 0, 190_000_000 * CELL, 1));
      for (int i = 0; i < 40; i++) {
        assertSame(store, sent, query(random));
      }
    }
  }

  @Test
  void servicesAndOperationsAreThoseOfTheSpans(URI elasticsearch) throws Exception {
    Random random = new Random(7);
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      RandomCalls calls = new RandomCalls(random, RandomCalls.Durations.LOG_NORMAL);
      SentCalls sent = fill(segments, calls, random);
      segments.storeSpans(START, calls.spans(200, nanos(), nanos() + 600 * SECOND));
      segments.storeSpans(START, onlyClient(calls, "", "silent"));
      segments.refresh();
      Instant end = START.plus(Duration.ofMinutes(MINUTES));
      RedStore store = segments.storage().red();

      ServiceSummaries found = store.services(START, end, AMPLE);

      List<RedSeries> expected =
          sent.red(new RedQuery(null, null, GroupBy.SERVICE, nanos(), MINUTES * 60 * SECOND, 1));
      assertThat(found.complete()).isTrue();
      assertThat(found.services()).hasSize(expected.size() + 1);
      for (RedSeries series : expected) {
        ServiceSummary summary =
            found.services().stream()
                .filter(each -> qualified(each).equals(series.group()))
                .findFirst()
                .orElseThrow();
        Calls of = series.steps().get(0);
        assertThat(summary.ratePerSecond()).isEqualTo(of.count() / 1200.0, within(1e-9));
        assertThat(summary.errorRate()).isEqualTo((double) of.errors() / of.count(), within(1e-9));
        assertClose(summary.p50Nanos(), of.p50Nanos());
        assertClose(summary.p95Nanos(), of.p95Nanos());
        assertClose(summary.p99Nanos(), of.p99Nanos());
        assertThat(summary.instances()).isEqualTo(3);
        assertThat(summary.lastSeen()).isBetween(end.minusSeconds(60), end);
      }
      assertThat(found.services())
          .filteredOn(each -> each.name().equals("silent"))
          .singleElement()
          .matches(each -> each.instances() == 1 && each.ratePerSecond() == 0);

      List<OperationSummary> operations = store.operations("shop/pay", START, end, AMPLE);
      assertThat(operations).hasSize(4 * 6);
      assertThat(operations)
          .extracting(OperationSummary::name)
          .contains("POST /users/{id}")
          .isSorted();
      double calls2 =
          operations.stream()
              .filter(each -> each.kind() == 2 || each.kind() == 5)
              .mapToDouble(each -> each.ratePerSecond() * 1200)
              .sum();
      RedQuery ofPay =
          new RedQuery("shop/pay", null, GroupBy.NONE, nanos(), MINUTES * 60 * SECOND, 1);
      double expectedCalls = (double) sent.red(ofPay).get(0).steps().get(0).count();
      assertThat(calls2).isEqualTo(expectedCalls, within(1e-6));
      assertThat(store.operations("nobody", START, end, AMPLE)).isEmpty();
    }
  }

  @Test
  void nothingIsZeroCallsWithoutGroupsAndNoGroupWithThem(URI elasticsearch) throws Exception {
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      RedStore store = segments.storage().red();

      assertThat(store.red(new RedQuery("x", null, GroupBy.NONE, 0, CELL, 3), AMPLE))
          .containsExactly(new RedSeries("", List.of(Calls.NONE, Calls.NONE, Calls.NONE)));
      assertThat(store.red(new RedQuery("x", null, GroupBy.VERSION, 0, CELL, 3), AMPLE)).isEmpty();
      assertThat(store.services(START, START, AMPLE).services()).isEmpty();
    }
  }

  @Test
  void moreThanTheLimitsIsRefused(URI elasticsearch) throws Exception {
    Random random = new Random(1);
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      fill(segments, new RandomCalls(random, RandomCalls.Durations.ANY), random);
      RedStore store = segments.storage().red();
      RedQuery query = new RedQuery(null, null, GroupBy.SERVICE, nanos(), CELL, 120);
      long later = System.nanoTime() + Duration.ofHours(1).toNanos();

      assertThatThrownBy(() -> store.red(query, new SelectLimits(2, 1_000_000, later)))
          .isInstanceOf(TooManySeriesException.class);
      assertThatThrownBy(() -> store.red(query, new SelectLimits(1000, 5_000, later)))
          .isInstanceOf(TooManySamplesException.class);
      assertThatThrownBy(() -> store.red(query, new SelectLimits(1000, 1_000_000, 0)))
          .isInstanceOf(QueryTimeoutException.class);
    }
  }

  /** So many that they are not listed, but read one after the other. */
  @Test
  void chartsOfThousandsOfBlocksAreThoseOfTheSpans(URI elasticsearch) throws Exception {
    Random random = new Random(3);
    BlockLimits single = new BlockLimits(1, 0, 1 << 20, 1);
    try (DerivedSegments segments = new DerivedSegments(elasticsearch, 1, single)) {
      RandomCalls calls = new RandomCalls(random, RandomCalls.Durations.LOG_NORMAL);
      SentCalls sent = fill(segments, calls, random, 150);
      CountedReads blocks = new CountedReads(segments.storage().metricBlocks());
      KnownSteps known = new KnownSteps();
      RedStore store = new RedStore(blocks, List::of, NO_INSTANCES, new DerivedBlocks(), known);
      long start = nanos() / CELL * CELL - 3 * CELL;
      RedQuery all = new RedQuery(null, null, GroupBy.SERVICE, start, 4 * CELL, 40);

      assertSame(store, sent, all);
      assertThat(blocks.take()).isGreaterThan(2_000);
      assertThat(known.held()).isZero();
      assertSame(store, sent, new RedQuery(null, null, GroupBy.OPERATION, start, 200 * CELL, 1));
    }
  }

  /** Several collectors, each started again and again, with spans that come late. */
  private static SentCalls fill(DerivedSegments segments, RandomCalls calls, Random random)
      throws Exception {
    return fill(segments, calls, random, 60);
  }

  private static SentCalls fill(
      DerivedSegments segments, RandomCalls calls, Random random, int spansOnTime)
      throws Exception {
    SentCalls sent = new SentCalls();
    for (int minute = 0; minute < MINUTES; minute++) {
      Instant createdAt = START.plus(Duration.ofMinutes(minute));
      long from = UnixNano.of(createdAt);
      List<TracesData> sources = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        TracesData onTime = calls.spans(spansOnTime, from, from + 60 * SECOND);
        TracesData late = calls.spans(5, nanos(), from + 1);
        sources.addAll(List.of(onTime, late));
      }
      sources.forEach(sent::add);
      segments.store("c-" + random.nextInt(3), createdAt, sources);
    }
    segments.refresh();
    return sent;
  }

  private static RedQuery query(Random random) {
    String[] services = {null, null, "cart", "shop/cart", "pay", "bank/pay", "nobody"};
    String[] operations = {null, null, "GET /cart", "POST /users/{id}", "POST /users/17"};
    long step = CELL * (1 + random.nextInt(random.nextBoolean() ? 3 : 200));
    return new RedQuery(
        services[random.nextInt(services.length)],
        operations[random.nextInt(operations.length)],
        List.of(GroupBy.values()).get(random.nextInt(4)),
        nanos() / CELL * CELL + CELL * (random.nextInt(150) - 20),
        step,
        1 + random.nextInt(20),
        random.nextBoolean()
            ? RedQuery.NO_THRESHOLD
            : (long) Math.exp(Math.log(1e3) + random.nextDouble() * Math.log(1e8)));
  }

  private static RedQuery withThreshold(RedQuery query, double factor) {
    return new RedQuery(
        query.service(),
        query.operation(),
        query.groupBy(),
        query.startUnixNano(),
        query.stepNanos(),
        query.steps(),
        query.slowerThanNanos() == RedQuery.NO_THRESHOLD
            ? RedQuery.NO_THRESHOLD
            : (long) (query.slowerThanNanos() * factor));
  }

  private static void assertSame(RedStore store, SentCalls sent, RedQuery query) throws Exception {
    List<RedSeries> found = store.red(query, AMPLE);
    List<RedSeries> expected = sent.red(query);
    List<RedSeries> fewer = sent.red(withThreshold(query, 1.003));
    List<RedSeries> more = sent.red(withThreshold(query, 1 / 1.003));
    assertThat(found)
        .as(query.toString())
        .extracting(RedSeries::group)
        .isEqualTo(expected.stream().map(RedSeries::group).toList());
    for (int i = 0; i < expected.size(); i++) {
      for (int step = 0; step < query.steps(); step++) {
        Calls actual = found.get(i).steps().get(step);
        Calls wanted = expected.get(i).steps().get(step);
        assertThat(actual.count()).as(query.toString()).isEqualTo(wanted.count());
        assertThat(actual.errors()).as(query.toString()).isEqualTo(wanted.errors());
        assertThat(actual.slow())
            .as(query.toString())
            .isBetween(fewer.get(i).steps().get(step).slow(), more.get(i).steps().get(step).slow());
        assertClose(actual.p50Nanos(), wanted.p50Nanos());
        assertClose(actual.p90Nanos(), wanted.p90Nanos());
        assertClose(actual.p95Nanos(), wanted.p95Nanos());
        assertClose(actual.p99Nanos(), wanted.p99Nanos());
      }
    }
  }

  private static void assertClose(long actual, long expected) {
    assertThat((double) actual).isEqualTo((double) expected, within(expected * 0.01));
  }

  private static TracesData onlyClient(RandomCalls calls, String namespace, String service) {
    TracesData.Builder data = calls.spans(10, nanos(), nanos() + SECOND).toBuilder();
    data.getResourceSpansBuilderList()
        .forEach(
            resource -> {
              resource
                  .getResourceBuilder()
                  .getAttributesBuilderList()
                  .forEach(
                      attribute -> {
                        switch (attribute.getKey()) {
                          case "service.namespace" ->
                              attribute.getValueBuilder().setStringValue(namespace);
                          case "service.name" ->
                              attribute.getValueBuilder().setStringValue(service);
                          default -> attribute.getValueBuilder().setStringValue("");
                        }
                      });
              resource
                  .getScopeSpansBuilder(0)
                  .getSpansBuilderList()
                  .forEach(span -> span.setKind(Span.SpanKind.SPAN_KIND_CLIENT));
            });
    return data.build();
  }

  private static String qualified(ServiceSummary summary) {
    return summary.namespace().isEmpty()
        ? summary.name()
        : summary.namespace() + "/" + summary.name();
  }

  private static long nanos() {
    return UnixNano.of(START);
  }
}
