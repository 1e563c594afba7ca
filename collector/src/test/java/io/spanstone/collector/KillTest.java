package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.otlp.Signal;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A collector is killed (-9) again and again while clients send. */
@ExtendWith(SharedElasticsearch.class)
@Timeout(1200)
class KillTest {
  private static final int RECORDS_PER_REQUEST = 10;
  private static final int MAX_MILLIS_UNTIL_KILL = 4000;

  @TempDir Path data;

  private final String prefix = TestCollectors.freshPrefix();
  private final Map<Signal, List<Integer>> acknowledged = new EnumMap<>(Signal.class);
  private final Map<Signal, AtomicInteger> next = new EnumMap<>(Signal.class);

  KillTest() {
    for (Signal signal : Signal.values()) {
      acknowledged.put(signal, Collections.synchronizedList(new ArrayList<>()));
      next.put(signal, new AtomicInteger());
    }
  }

  @Test
  @Tag("short")
  void everyAcknowledgedRecordIsStoredExactlyOnce(URI elasticsearch) throws Exception {
    killAgainAndAgain(elasticsearch, 3);
  }

  @Test
  @Tag("full")
  void everyAcknowledgedRecordIsStoredExactlyOnceAfterManyKills(URI elasticsearch)
      throws Exception {
    killAgainAndAgain(elasticsearch, 20);
  }

  private void killAgainAndAgain(URI elasticsearch, int rounds) throws Exception {
    Random random = new Random();
    for (int round = 0; round < rounds; round++) {
      try (CollectorProcess collector = CollectorProcess.start(data, elasticsearch, prefix)) {
        sendUntilKilled(collector, random.nextInt(MAX_MILLIS_UNTIL_KILL));
      }
    }
    try (CollectorProcess last = CollectorProcess.start(data, elasticsearch, prefix)) {
      Eventually.until("the journal is empty", () -> nothingIsLeft(last));
    }

    StoredRecords stored = new StoredRecords(elasticsearch, prefix);
    for (Signal signal : Signal.values()) {
      List<Integer> numbers = stored.numbers(signal);
      assertThat(numbers).as(signal.id()).doesNotHaveDuplicates();
      Set<Integer> lost = new TreeSet<>(acknowledged.get(signal));
      lost.removeAll(new HashSet<>(numbers));
      assertThat(lost).as("%s acknowledged and not stored", signal.id()).isEmpty();
    }
    assertThat(stored.derived().total())
        .as("calls in derived metrics")
        .isEqualTo(stored.numbers(Signal.TRACES).size());
    assertThat(acknowledged.values()).allSatisfy(numbers -> assertThat(numbers).isNotEmpty());
  }

  /** Numbers of requests without an answer are not used again: they may be stored or not. */
  private void sendUntilKilled(CollectorProcess collector, int millis) throws Exception {
    AtomicBoolean running = new AtomicBoolean(true);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> senders = new ArrayList<>();
      for (Signal signal : Signal.values()) {
        senders.add(threads.submit(() -> send(collector, signal, running)));
        senders.add(threads.submit(() -> send(collector, signal, running)));
      }
      Thread.sleep(200L + millis);
      collector.kill();
      running.set(false);
      for (Future<?> sender : senders) {
        sender.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Void send(CollectorProcess collector, Signal signal, AtomicBoolean running)
      throws InterruptedException {
    while (running.get()) {
      int from = next.get(signal).getAndAdd(RECORDS_PER_REQUEST);
      if (collector.client().acknowledged(signal, from, RECORDS_PER_REQUEST)) {
        for (int i = 0; i < RECORDS_PER_REQUEST; i++) {
          acknowledged.get(signal).add(from + i);
        }
      }
    }
    return null;
  }

  private static boolean nothingIsLeft(CollectorProcess collector) throws Exception {
    String metrics = collector.client().get("/metrics").body();
    return metrics
        .lines()
        .filter(line -> line.matches("spanstone_(records_waiting|records_in_flight|backlog).*"))
        .allMatch(line -> line.endsWith(" 0.0"));
  }
}
