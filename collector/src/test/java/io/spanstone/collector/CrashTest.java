package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.collector.derive.DerivedCounts;
import io.spanstone.collector.pack.BlockPayloads;
import io.spanstone.collector.ship.BulkGate;
import io.spanstone.collector.ship.ScriptedElasticsearch;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.report.SignalCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A crash is what is on disk at that moment: at one point of a bulk request the data directory is
 * copied, the pipeline is given up, and another one goes on with the copy.
 */
@Timeout(120)
class CrashTest {
  private static final int RECORDS = 100;

  @TempDir Path directory;

  private final ScriptedElasticsearch elasticsearch = new ScriptedElasticsearch();

  @ParameterizedTest
  @CsvSource({
    "TRACES, 0, 0", // the manifest is written, nothing is sent
    "TRACES, 0, 2", // a part of the first request is stored
    "TRACES, 3, 0", // some requests are answered
    "TRACES, 3, 3", // a request is stored, but not answered
    "TRACES, 6, 2", // everything is stored, nothing is deleted
    "LOGS, 3, 1",
    "METRICS, 3, 1"
  })
  void storesEveryRecordExactlyOnce(Signal signal, int bulksBefore, int itemsStored)
      throws Exception {
    CrashingElasticsearch crashing = new CrashingElasticsearch(signal, bulksBefore, itemsStored);
    try (RunningPipeline doomed = new RunningPipeline(directory.resolve("data"), crashing)) {
      doomed.append(signal, ofTwoDays(signal), RECORDS);
      crashing.crashed.await();
    }

    try (RunningPipeline next = new RunningPipeline(directory.resolve("copy"), elasticsearch)) {
      next.awaitIdle();

      assertThat(storedNumbers(signal))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, RECORDS).boxed().toList());
      SignalCounts counts = next.counts(signal);
      assertThat(counts).matches(SignalCounts::balances);
      assertThat(counts.recovered()).isEqualTo(RECORDS);
      assertThat(counts.duplicate()).isEqualTo(5L * (3 * bulksBefore + itemsStored));
      assertThat(counts.stored()).isEqualTo(RECORDS - counts.duplicate());
      assertThat(next.journalBytes()).isZero();
      assertThat(derived()).isEqualTo(signal == Signal.TRACES ? RECORDS : 0);
    }
    assertThat(filesIn(directory.resolve("copy/journal").resolve(signal.id()))).isEmpty();
  }

  @Test
  void needsTheManifestOnlyOnceItIsWritten() throws Exception {
    CrashingElasticsearch crashing = new CrashingElasticsearch(Signal.TRACES, 2, 1);
    try (RunningPipeline doomed = new RunningPipeline(directory.resolve("data"), crashing)) {
      doomed.append(Signal.TRACES, ofTwoDays(Signal.TRACES), RECORDS);
      crashing.crashed.await();
    }
    for (Path file : filesIn(directory.resolve("copy/journal/traces"))) {
      if (file.toString().endsWith(".segment")) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }

    try (RunningPipeline next = new RunningPipeline(directory.resolve("copy"), elasticsearch)) {
      next.awaitIdle();
      assertThat(storedNumbers(Signal.TRACES))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, RECORDS).boxed().toList());
      assertThat(next.counts(Signal.TRACES)).matches(SignalCounts::balances);
      assertThat(next.counts(Signal.TRACES).recovered()).isEqualTo(RECORDS);
    }
  }

  /** One request, so one segment: twenty documents in two indices, seven bulk requests. */
  private static Slice ofTwoDays(Signal signal) {
    Instant now = Instant.now();
    Slice today = NumberedOtlp.request(signal, 0, RECORDS / 2, now);
    Slice yesterday =
        NumberedOtlp.request(signal, RECORDS / 2, RECORDS / 2, now.minus(Duration.ofDays(1)));
    byte[] both = Arrays.copyOf(today.toByteArray(), today.length() + yesterday.length());
    System.arraycopy(yesterday.toByteArray(), 0, both, today.length(), yesterday.length());
    return Slice.of(both);
  }

  private long derived() {
    return DerivedCounts.ofMetrics(
            elasticsearch.documents().stream()
                .filter(item -> item.index().startsWith(Signal.METRICS.id()))
                .flatMap(item -> BlockPayloads.in(item.json()).stream())
                .toList())
        .total();
  }

  private List<Integer> storedNumbers(Signal signal) {
    return elasticsearch.documents().stream()
        .filter(item -> item.index().startsWith(signal.id()))
        .flatMap(item -> NumberedOtlp.numbersIn(signal, item.json()).stream())
        .toList();
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  /**
   * Handles some requests of that signal and all of the others, stores a part of the next, and
   * "crashes".
   */
  private final class CrashingElasticsearch implements BulkGate.Elasticsearch {
    private final CountDownLatch crashed = new CountDownLatch(1);
    private final Signal signal;
    private final int itemsStored;
    private int bulksBefore;

    CrashingElasticsearch(Signal signal, int bulksBefore, int itemsStored) {
      this.signal = signal;
      this.bulksBefore = bulksBefore;
      this.itemsStored = itemsStored;
    }

    @Override
    public void install() {}

    @Override
    public synchronized List<Verdict> bulk(List<BulkItem> items) throws StorageException {
      if (crashed.getCount() == 0) {
        throw new StorageException("the pipeline has been given up");
      }
      if (!items.get(0).index().startsWith(signal.id()) || bulksBefore-- > 0) {
        return elasticsearch.bulk(items);
      }
      elasticsearch.bulk(items.subList(0, Math.min(items.size(), itemsStored)));
      copy(directory.resolve("data"), directory.resolve("copy"));
      crashed.countDown();
      throw new StorageException("the pipeline is given up");
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          copyIfThere(file, target);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Other lanes go on meanwhile, and delete what they have stored. */
  private static void copyIfThere(Path file, Path target) throws IOException {
    try {
      Files.copy(file, target);
    } catch (NoSuchFileException e) {
      assertThat(file).doesNotExist();
    }
  }
}
