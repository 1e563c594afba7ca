package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.TestSpans;
import io.spanstone.block.UnixNano;
import io.spanstone.storage.logs.LogEntry;
import io.spanstone.storage.logs.LogPage;
import io.spanstone.storage.logs.LogQuery;
import io.spanstone.storage.logs.query.LogQueryParser;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Search equals brute force, whatever the logs, the blocks, the query and the pages. */
@ExtendWith(SharedElasticsearch.class)
class LogSearchTest {
  private static final Duration AMPLE = Duration.ofMinutes(1);
  private static final long BASE = TestSpans.BASE_UNIX_NANO;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void findsWhatBruteForceFinds(long seed, URI elasticsearch) throws IOException {
    compareAll(seed, elasticsearch);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 5, 6, 7, 8, 9, 10})
  @Tag("full")
  void findsWhatBruteForceFindsInMoreData(long seed, URI elasticsearch) throws IOException {
    compareAll(seed, elasticsearch);
  }

  private static void compareAll(long seed, URI elasticsearch) throws IOException {
    Random random = new Random(seed);
    Duration range = random.nextBoolean() ? Duration.ofMinutes(1) : Duration.ofHours(40);
    TestLogs logs = new TestLogs(seed, BASE, range.toNanos());
    List<SentLog> sent = new ArrayList<>();
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      for (int segment = 0; segment < 4; segment++) {
        List<LogsData> requests = List.of(logs.request(150), logs.request(20), logs.request(150));
        sent.addAll(SentLog.allOf(requests));
        test.storeLogs(requests, randomLimits(random));
      }
      for (int i = 0; i < 80; i++) {
        compare(test, sent, RandomLogQuery.next(random, i % 4), i < 4, random, range);
      }
    }
  }

  private static void compare(
      TestStorage test,
      List<SentLog> sent,
      RandomLogQuery query,
      boolean hasty,
      Random random,
      Duration range)
      throws IOException {
    long start = BASE;
    long end = BASE + range.toNanos();
    if (random.nextInt(3) == 0) {
      start = sent.get(random.nextInt(sent.size())).timeUnixNano();
      end = Math.max(start, sent.get(random.nextInt(sent.size())).timeUnixNano());
    }
    long from = start;
    long to = end;
    List<SentLog> expected =
        sent.stream()
            .filter(log -> log.timeUnixNano() >= from && log.timeUnixNano() < to)
            .filter(query.matches())
            .sorted(Comparator.comparingLong(SentLog::timeUnixNano).reversed())
            .toList();
    Duration budget = hasty ? Duration.ZERO : AMPLE;
    List<LogEntry> found = allPages(test, query.text(), from, to, budget, random);

    assertThat(found.stream().map(LogEntry::timeUnixNano))
        .as(query.text())
        .containsExactlyElementsOf(expected.stream().map(SentLog::timeUnixNano).toList());
    assertThat(found.stream().map(LogSearchTest::parse))
        .as(query.text())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(found.stream().map(LogEntry::id)).doesNotHaveDuplicates();
  }

  /** Follows the cursors to the end, with pages of changing size. */
  private static List<LogEntry> allPages(
      TestStorage test, String query, long start, long end, Duration budget, Random random)
      throws IOException {
    List<LogEntry> all = new ArrayList<>();
    String cursor = null;
    int largest = random.nextInt(8) == 0 ? 20 : 1_000;
    do {
      LogQuery next =
          new LogQuery(
              LogQueryParser.parse(query),
              UnixNano.toInstant(start),
              UnixNano.toInstant(end),
              1 + random.nextInt(largest),
              cursor);
      LogPage page = test.storage.logs().search(next, budget);
      assertThat(page.logs().size()).isLessThanOrEqualTo(next.limit());
      assertThat(page.complete()).isEqualTo(page.scannedUntil() == null);
      if (!page.complete()) {
        assertThat(page.cursor()).isNotNull().isNotEqualTo(cursor);
        assertThat(page.scannedUntil()).isBetween(Instant.EPOCH, next.end());
      }
      all.addAll(page.logs());
      cursor = page.cursor();
    } while (cursor != null);
    return all;
  }

  private static SentLog parse(LogEntry entry) {
    try {
      return new SentLog(
          io.opentelemetry.proto.resource.v1.Resource.parseFrom(entry.resource().toByteArray()),
          io.opentelemetry.proto.common.v1.InstrumentationScope.parseFrom(
                  entry.scope().toByteArray())
              .getName(),
          LogRecord.parseFrom(entry.message().toByteArray()));
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static BlockLimits randomLimits(Random random) {
    int maxRecords = 10 + random.nextInt(60);
    return new BlockLimits(maxRecords, random.nextInt(maxRecords + 1), 1 << 20, 1);
  }
}
