package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogsData;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.Service;
import io.spanstone.block.SeverityLevel;
import io.spanstone.block.TestSpans;
import io.spanstone.block.UnixNano;
import io.spanstone.storage.logs.LogContext;
import io.spanstone.storage.logs.LogEntry;
import io.spanstone.storage.logs.LogFieldValues;
import io.spanstone.storage.logs.LogFollower;
import io.spanstone.storage.logs.LogHistogram;
import io.spanstone.storage.logs.LogId;
import io.spanstone.storage.logs.LogQuery;
import io.spanstone.storage.logs.LogStore;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.query.LogCondition.Field;
import io.spanstone.storage.logs.query.LogQueryParser;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts, neighbours, completion and live logs equal brute force. */
@ExtendWith(SharedElasticsearch.class)
class LogViewsTest {
  private static final Duration AMPLE = Duration.ofMinutes(1);
  private static final long BASE = TestSpans.BASE_UNIX_NANO;
  private static final Instant START = UnixNano.toInstant(BASE);
  private static final Duration RANGE = Duration.ofMinutes(10);
  private static final BlockLimits BLOCKS = new BlockLimits(40, 12, 1 << 20, 1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void countsWhatBruteForceCounts(long seed, URI elasticsearch) throws IOException {
    Random random = new Random(seed);
    TestLogs logs = new TestLogs(seed, BASE, RANGE.toNanos());
    List<SentLog> sent = new ArrayList<>();
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      for (int segment = 0; segment < 3; segment++) {
        List<LogsData> requests = List.of(logs.request(200), logs.request(200));
        sent.addAll(SentLog.allOf(requests));
        test.storeLogs(requests, BLOCKS);
      }
      for (int i = 0; i < 40; i++) {
        RandomLogQuery query =
            i % 4 == 0 ? new RandomLogQuery("", log -> true) : RandomLogQuery.next(random, i % 3);
        Instant start = START.plusNanos((long) (random.nextDouble() * RANGE.toNanos() / 2));
        Instant end = start.plusNanos((long) (random.nextDouble() * RANGE.toNanos()));
        Duration step = Duration.ofSeconds(List.of(2, 60, 300).get(i % 3));
        LogCondition condition = LogQueryParser.parse(query.text());

        LogHistogram whole = test.storage.logs().histogram(condition, start, end, step, AMPLE);
        LogHistogram hasty =
            test.storage.logs().histogram(condition, start, end, step, Duration.ZERO);

        assertThat(whole.complete()).isTrue();
        assertThat(whole.buckets())
            .as(query.text())
            .isEqualTo(expected(sent, query.matches(), start, end, step));
        compareHasty(whole, hasty);
      }
    }
  }

  /** What is newer than where the time ran out is right; what is older is not too high. */
  private static void compareHasty(LogHistogram whole, LogHistogram hasty) {
    Instant until = hasty.complete() ? Instant.EPOCH : hasty.scannedUntil();
    for (int i = 0; i < whole.buckets().size(); i++) {
      LogHistogram.Bucket bucket = hasty.buckets().get(i);
      if (bucket.start().isAfter(until)) {
        assertThat(bucket).isEqualTo(whole.buckets().get(i));
      }
      assertThat(total(bucket)).isLessThanOrEqualTo(total(whole.buckets().get(i)));
    }
  }

  private static long total(LogHistogram.Bucket bucket) {
    return bucket.counts().values().stream().mapToLong(count -> count).sum();
  }

  private static List<LogHistogram.Bucket> expected(
      List<SentLog> sent, Predicate<SentLog> matches, Instant start, Instant end, Duration step) {
    List<LogHistogram.Bucket> buckets = new ArrayList<>();
    long first = UnixNano.of(start) / step.toNanos() * step.toNanos();
    for (long at = first; at < UnixNano.of(end); at += step.toNanos()) {
      Map<SeverityLevel, Long> counts = new EnumMap<>(SeverityLevel.class);
      long from = Math.max(at, UnixNano.of(start));
      long to = Math.min(at + step.toNanos(), UnixNano.of(end));
      sent.stream()
          .filter(matches)
          .filter(log -> log.timeUnixNano() >= from && log.timeUnixNano() < to)
          .forEach(log -> counts.merge(SeverityLevel.of(log.severity()), 1L, Long::sum));
      buckets.add(new LogHistogram.Bucket(UnixNano.toInstant(at), counts));
    }
    return buckets;
  }

  @Test
  void showsTheNeighboursOfARecord(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      TestLogs logs = new TestLogs(3, BASE, RANGE.toNanos());
      test.storeLogs(List.of(logs.request(300)), BLOCKS);
      test.storeLogs(List.of(logs.request(300)), BLOCKS);
      LogStore store = test.storage.logs();
      List<LogEntry> all = search(store, "");
      String service = service(all.get(all.size() / 2));
      List<LogEntry> same =
          all.stream().filter(log -> service(log).equalsIgnoreCase(service)).toList();
      int at = same.indexOf(all.get(all.size() / 2));

      LogContext context = store.context(same.get(at).id(), 5, 7, AMPLE).orElseThrow();

      assertThat(context.log()).isEqualTo(same.get(at));
      assertThat(context.before())
          .isEqualTo(reversed(same.subList(at + 1, Math.min(same.size(), at + 6))));
      assertThat(context.after()).isEqualTo(reversed(same.subList(Math.max(0, at - 7), at)));
      assertThat(same).hasSizeGreaterThan(10);
      assertThat(context.complete()).isTrue();
      assertThat(store.context(same.get(0).id(), 0, 7, AMPLE).orElseThrow().after()).isEmpty();
      assertThat(store.context(new LogId("none-1", 0), 5, 5, AMPLE)).isEmpty();
      assertThat(store.context(new LogId(same.get(0).id().block(), 999), 5, 5, AMPLE)).isEmpty();
    }
  }

  @Test
  void completesNamesAndValues(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      List<LogsData> requests = List.of(new TestLogs(4, BASE, RANGE.toNanos()).request(500));
      test.storeLogs(requests, BLOCKS);
      LogStore store = test.storage.logs();
      Instant end = START.plus(RANGE);
      LogCondition all = new LogCondition.Everything();

      assertThat(store.attributeKeys(all, START, end))
          .containsExactly(
              "http.Status", "http.route", "long", "service.name", "service.namespace");
      LogFieldValues services =
          store.values(Field.named("Service"), "SHOP/", all, START, end, 2, AMPLE);
      assertThat(services.records()).isEqualTo(500);
      assertThat(services.complete()).isTrue();
      assertThat(services.values())
          .hasSize(2)
          .allSatisfy(
              value ->
                  assertThat(value.records())
                      .isEqualTo(
                          SentLog.allOf(requests).stream()
                              .filter(log -> log.qualifiedName().equals(value.text()))
                              .count()));
      LogCondition errors = LogQueryParser.parse("severity:error");
      assertThat(store.values(Field.named("severity"), "", errors, START, end, 9, AMPLE).values())
          .extracting(LogFieldValues.Value::text)
          .containsExactly("error");
    }
  }

  @Test
  void followsWhatIsStoredAndNothingTwice(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      TestLogs logs = new TestLogs(5, BASE, RANGE.toNanos());
      test.storeLogs(List.of(logs.request(100)), BLOCKS);
      LogFollower follower = test.storage.logs().follow();
      Listener errors = new Listener("severity:>=error");
      Listener orders = new Listener("order");
      Instant now = TestStorage.SEGMENT_CREATED_AT.plusSeconds(3);
      follower.poll(now, List.of(errors, orders));
      assertThat(errors.taken).isEmpty();

      List<SentLog> sent = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        List<LogsData> requests = List.of(logs.request(100));
        sent.addAll(SentLog.allOf(requests));
        test.storeLogs(requests, BLOCKS);
        follower.poll(now.plusMillis(400L * i), List.of(errors, orders));
        follower.poll(now.plusMillis(400L * i + 300), List.of(errors, orders));
      }
      follower.poll(now.plusSeconds(400), List.of(errors, orders));

      assertThat(errors.taken.stream().map(LogEntry::timeUnixNano))
          .containsExactlyInAnyOrderElementsOf(
              sent.stream()
                  .filter(log -> log.severity() >= 17 && log.severity() <= 24)
                  .map(SentLog::timeUnixNano)
                  .toList());
      assertThat(orders.taken.stream().map(LogEntry::timeUnixNano))
          .containsExactlyInAnyOrderElementsOf(
              sent.stream()
                  .filter(log -> log.hasPhrase("order", false))
                  .map(SentLog::timeUnixNano)
                  .toList());
    }
  }

  @Test
  void followsWhatTookLongToBeStored(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      TestLogs logs = new TestLogs(6, BASE, RANGE.toNanos());
      LogFollower follower = test.storage.logs().follow();
      Listener all = new Listener("");
      Instant later = TestStorage.SEGMENT_CREATED_AT.plusSeconds(300);
      follower.poll(later, List.of(all));
      test.storeLogs(List.of(logs.request(50)), BLOCKS);

      follower.poll(later.plusSeconds(1), List.of(all));
      assertThat(all.taken).isEmpty();
      follower.poll(later.plusSeconds(11), List.of(all));
      assertThat(all.taken).hasSize(50);
      follower.poll(later.plusSeconds(22), List.of(all));
      assertThat(all.taken).hasSize(50);
    }
  }

  private static final class Listener implements LogFollower.Listener {
    private final LogCondition condition;
    private final List<LogEntry> taken = new ArrayList<>();

    Listener(String query) {
      condition = LogQueryParser.parse(query);
    }

    @Override
    public LogCondition condition() {
      return condition;
    }

    @Override
    public void take(LogEntry log) {
      taken.add(log);
    }
  }

  private static List<LogEntry> search(LogStore store, String query) throws IOException {
    LogCondition condition = LogQueryParser.parse(query);
    return store
        .search(new LogQuery(condition, START, START.plus(RANGE), 1_000, null), AMPLE)
        .logs();
  }

  private static String service(LogEntry log) {
    return Service.ofResource(log.resource()).qualifiedName();
  }

  private static List<LogEntry> reversed(List<LogEntry> logs) {
    List<LogEntry> reversed = new ArrayList<>(logs);
    Collections.reverse(reversed);
    return reversed;
  }
}
