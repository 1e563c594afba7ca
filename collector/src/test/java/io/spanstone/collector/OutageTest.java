package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.collector.FaultyProxy.Fault;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.Storage;
import io.spanstone.storage.report.CollectorReport;
import io.spanstone.storage.report.SignalCounts;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Elasticsearch behind a connection that fails in every way, while clients go on sending. */
@ExtendWith(SharedElasticsearch.class)
@Timeout(900)
class OutageTest {
  private static final int RECORDS_PER_REQUEST = 20;

  @TempDir Path data;

  private final String prefix = TestCollectors.freshPrefix();
  private final AtomicBoolean running = new AtomicBoolean(true);

  @Test
  @Tag("short")
  void losesNothingAndDoublesNothing(URI elasticsearch) throws Exception {
    goThroughAllFaults(elasticsearch, Duration.ofSeconds(3));
  }

  @Test
  @Tag("full")
  void losesNothingAndDoublesNothingInALongOutage(URI elasticsearch) throws Exception {
    goThroughAllFaults(elasticsearch, Duration.ofSeconds(30));
  }

  @Test
  void refusesWithARetryHintWhenTheJournalIsFullAndRecovers(URI elasticsearch) throws Exception {
    try (FaultyProxy proxy = new FaultyProxy(elasticsearch)) {
      proxy.set(Fault.CUT);
      CollectorSettings tight = TestCollectors.settings(data, 100_000);
      try (Storage storage = TestCollectors.impatientStorage(proxy.uri(), prefix);
          Collector collector = TestCollectors.start(tight, storage)) {
        OtlpClient client = new OtlpClient(collector.httpPort());
        int acknowledged = 0;
        HttpResponse<String> answer = client.send(Signal.TRACES, 0, 100);
        while (answer.statusCode() == 200) {
          acknowledged += 100;
          answer = client.send(Signal.TRACES, acknowledged, 100);
        }
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(counts(collector, Signal.TRACES).waiting()).isEqualTo(acknowledged);

        proxy.set(Fault.NONE);
        int next = acknowledged;
        Eventually.until("it accepts again", () -> client.acknowledged(Signal.TRACES, next, 100));
        awaitLanded(collector);
        assertThat(new StoredRecords(elasticsearch, prefix).numbers(Signal.TRACES))
            .containsExactlyInAnyOrderElementsOf(upTo(acknowledged + 100));
      }
    }
  }

  private void goThroughAllFaults(URI elasticsearch, Duration each) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (FaultyProxy proxy = new FaultyProxy(elasticsearch);
        Storage storage = TestCollectors.impatientStorage(proxy.uri(), prefix);
        Collector collector = TestCollectors.start(TestCollectors.settings(data), storage)) {
      OtlpClient client = new OtlpClient(collector.httpPort());
      Map<Signal, Future<Integer>> sent = new EnumMap<>(Signal.class);
      for (Signal signal : Signal.values()) {
        sent.put(signal, threads.submit(() -> sendSteadily(client, signal)));
      }
      Future<Void> auditor = threads.submit(() -> audit(collector));

      for (Fault fault : Fault.values()) {
        proxy.set(fault);
        Thread.sleep(each.toMillis());
        proxy.set(Fault.NONE);
        Thread.sleep(each.toMillis() / 2);
      }
      running.set(false);
      auditor.get();
      StoredRecords stored = new StoredRecords(elasticsearch, prefix);
      for (Signal signal : Signal.values()) {
        int records = sent.get(signal).get();
        awaitLanded(collector);
        assertThat(stored.numbers(signal).stream().sorted().toList()).isEqualTo(upTo(records));
        if (signal == Signal.METRICS) {
          assertThat(counts(collector, signal).journaled()).isGreaterThan(records);
        } else {
          assertThat(counts(collector, signal).journaled()).isEqualTo(records);
        }
      }
      assertThat(stored.derived().total()).isEqualTo(stored.numbers(Signal.TRACES).size());
    } finally {
      running.set(false);
      threads.shutdownNow();
    }
  }

  /** How many records were sent, all of them acknowledged. */
  private int sendSteadily(OtlpClient client, Signal signal) throws Exception {
    int sent = 0;
    while (running.get()) {
      assertThat(client.send(signal, sent, RECORDS_PER_REQUEST).statusCode()).isEqualTo(200);
      sent += RECORDS_PER_REQUEST;
      Thread.sleep(20);
    }
    return sent;
  }

  private Void audit(Collector collector) throws Exception {
    while (running.get()) {
      CollectorReport report = collector.report();
      assertThat(report.signals().values()).allMatch(SignalCounts::balances);
      Thread.sleep(1);
    }
    return null;
  }

  private static void awaitLanded(Collector collector) throws Exception {
    Eventually.until(
        "all landed",
        () ->
            collector.report().signals().values().stream()
                .allMatch(counts -> counts.waiting() == 0 && counts.inFlight() == 0));
  }

  private static SignalCounts counts(Collector collector, Signal signal) {
    return collector.report().signals().getOrDefault(signal, SignalCounts.ZERO);
  }

  private static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }
}
