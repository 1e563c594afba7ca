package io.spanstone.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.collector.ship.BulkGate;
import io.spanstone.collector.ship.ScriptedElasticsearch;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.bulk.Verdict.Outcome;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.report.SignalCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PipelineTest {
  @TempDir Path data;

  private final ScriptedElasticsearch elasticsearch = new ScriptedElasticsearch();

  @Test
  void bringsEveryRecordOfEverySignalToStorageAndEmptiesTheJournal() throws Exception {
    try (RunningPipeline pipeline = new RunningPipeline(data, elasticsearch)) {
      for (Signal signal : Signal.values()) {
        pipeline.append(signal, 0, 40, Instant.now());
      }
      pipeline.awaitIdle();

      for (Signal signal : Signal.values()) {
        int derived = signal == Signal.METRICS ? 2 : 0; // of spans and of log records
        assertThat(numbersOf(signal)).containsExactlyInAnyOrderElementsOf(upTo(40));
        assertThat(pipeline.counts(signal))
            .isEqualTo(
                new SignalCounts(40 + derived, 0, 40 + derived, 0, 40 + derived, 0, 0, 0, 0));
      }
      assertThat(pipeline.journalBytes()).isZero();
    }
  }

  @Test
  void storesEachRecordOnceWhateverElasticsearchDoes() throws Exception {
    int requests = 60;
    int recordsPerRequest = 25;
    AtomicBoolean running = new AtomicBoolean(true);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (RunningPipeline pipeline = new RunningPipeline(data, new Moody(elasticsearch))) {
      Future<Void> auditor = threads.submit(() -> audit(pipeline, running));
      List<Callable<Void>> clients = new ArrayList<>();
      for (Signal signal : Signal.values()) {
        clients.add(() -> send(pipeline, signal, requests, recordsPerRequest));
      }
      for (Future<Void> client : threads.invokeAll(clients)) {
        client.get();
      }
      pipeline.awaitIdle();
      running.set(false);
      auditor.get();

      for (Signal signal : Signal.values()) {
        assertThat(numbersOf(signal))
            .containsExactlyInAnyOrderElementsOf(upTo(requests * recordsPerRequest));
        assertThat(pipeline.counts(signal).duplicate()).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void setsPoisonAsideAndStoresTheRest() throws Exception {
    try (RunningPipeline pipeline = new RunningPipeline(data, elasticsearch)) {
      elasticsearch.next(item -> item.id().endsWith("-0") ? ScriptedElasticsearch.REFUSED : null);
      pipeline.append(Signal.TRACES, 0, 20, Instant.now());
      pipeline.append(Signal.LOGS, Slice.of("not protobuf".getBytes(UTF_8)), 3);
      pipeline.append(Signal.LOGS, 0, 20, Instant.now());
      pipeline.awaitIdle();

      assertThat(pipeline.counts(Signal.TRACES).deadLettered()).isEqualTo(5);
      assertThat(pipeline.counts(Signal.TRACES).stored()).isEqualTo(15);
      assertThat(pipeline.counts(Signal.LOGS).deadLettered()).isEqualTo(3);
      assertThat(numbersOf(Signal.LOGS)).containsExactlyInAnyOrderElementsOf(upTo(20));
    }
  }

  @Test
  void leavesOnDiskWhatElasticsearchDoesNotTakeBeforeItStops() throws Exception {
    elasticsearch.down(true);
    try (RunningPipeline pipeline = new RunningPipeline(data, elasticsearch)) {
      pipeline.append(Signal.TRACES, 0, 20, Instant.now());
      pipeline.close(Duration.ofHours(1));
      assertThat(pipeline.counts(Signal.TRACES).waiting()).isEqualTo(20);
      assertThat(pipeline.counts(Signal.TRACES)).matches(SignalCounts::balances);
    }

    elasticsearch.down(false);
    try (RunningPipeline pipeline = new RunningPipeline(data, elasticsearch)) {
      pipeline.awaitIdle();
      assertThat(numbersOf(Signal.TRACES)).containsExactlyInAnyOrderElementsOf(upTo(20));
    }
  }

  @Test
  void shipsOnWhileItStopsWithinItsGrace() throws Exception {
    try (RunningPipeline pipeline = new RunningPipeline(data, elasticsearch)) {
      pipeline.append(Signal.TRACES, 0, 20, Instant.now());
      pipeline.awaitIdle();
      for (int i = 1; i <= 10; i++) {
        pipeline.append(Signal.TRACES, 20 * i, 20, Instant.now());
      }
      pipeline.close(Duration.ofMinutes(1));
      assertThat(pipeline.counts(Signal.TRACES).stored()).isEqualTo(220);
    }
  }

  @Test
  void lagsBehindWhileElasticsearchIsDown() throws Exception {
    elasticsearch.down(true);
    try (RunningPipeline pipeline = new RunningPipeline(data, elasticsearch)) {
      assertThat(pipeline.lagSeconds()).isZero();
      pipeline.append(Signal.TRACES, 0, 20, Instant.now());
      Eventually.until("a lag", () -> pipeline.lagSeconds() > 0.1);
      elasticsearch.down(false);
      pipeline.awaitIdle();
      assertThat(pipeline.lagSeconds()).isZero();
    }
  }

  private static Void send(
      RunningPipeline pipeline, Signal signal, int requests, int recordsPerRequest)
      throws Exception {
    for (int i = 0; i < requests; i++) {
      pipeline.append(signal, i * recordsPerRequest, recordsPerRequest, Instant.now());
    }
    return null;
  }

  private static Void audit(RunningPipeline pipeline, AtomicBoolean running) {
    while (running.get()) {
      for (Signal signal : Signal.values()) {
        assertThat(pipeline.counts(signal)).matches(SignalCounts::balances);
      }
    }
    return null;
  }

  private List<Integer> numbersOf(Signal signal) {
    return elasticsearch.documents().stream()
        .filter(item -> item.index().startsWith(signal.id()))
        .flatMap(item -> NumberedOtlp.numbersIn(signal, item.json()).stream())
        .toList();
  }

  private static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  /** Loses requests, loses answers, has no room for some items. */
  private record Moody(ScriptedElasticsearch elasticsearch, Random random)
      implements BulkGate.Elasticsearch {
    Moody(ScriptedElasticsearch elasticsearch) {
      this(elasticsearch, new Random(42));
    }

    @Override
    public void install() throws StorageException {
      if (random.nextInt(4) == 0) {
        throw new StorageException("cannot be installed now");
      }
    }

    @Override
    public List<Verdict> bulk(List<BulkItem> items) throws StorageException {
      return switch (random.nextInt(6)) {
        case 0 -> throw new StorageException("the request was lost");
        case 1 -> {
          elasticsearch.bulk(items);
          throw new StorageException("the answer was lost");
        }
        case 2 -> items.stream().map(item -> ScriptedElasticsearch.BUSY).toList();
        case 3 -> items.stream().map(this::maybe).toList();
        default -> elasticsearch.bulk(items);
      };
    }

    private Verdict maybe(BulkItem item) {
      if (random.nextBoolean()) {
        return new Verdict(Outcome.RETRY, 503, "shard is not there");
      }
      return storeOne(item);
    }

    private Verdict storeOne(BulkItem item) {
      try {
        return elasticsearch.bulk(List.of(item)).get(0);
      } catch (StorageException e) {
        throw new AssertionError(e);
      }
    }
  }
}
