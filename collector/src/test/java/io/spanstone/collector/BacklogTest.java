package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.collector.journal.ClosedSegment;
import io.spanstone.collector.ledger.Ledger;
import io.spanstone.collector.pack.Segments;
import io.spanstone.collector.ship.Progress;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BacklogTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path directory;

  private final Ledger ledger = new Ledger();
  private final Backlog backlog = new Backlog();

  @Test
  void handsOutTheOldestOfEachSignalInTurn() throws Exception {
    Backlog.Entry oldTraces = entry(Signal.TRACES, 1);
    Backlog.Entry newTraces = entry(Signal.TRACES, 2);
    Backlog.Entry newestTraces = entry(Signal.TRACES, 3);
    Backlog.Entry logs = entry(Signal.LOGS, 4);
    for (Backlog.Entry entry : List.of(newestTraces, oldTraces, logs, newTraces)) {
      backlog.add(entry);
    }

    List<Backlog.Entry> taken = take(4);

    assertThat(taken.subList(0, 2)).containsExactlyInAnyOrder(oldTraces, logs);
    assertThat(taken.subList(2, 4)).containsExactly(newTraces, newestTraces);
  }

  @Test
  void handsOutWhatWasPutBackOnceItIsDue() throws Exception {
    Backlog.Entry first = entry(Signal.TRACES, 1);
    Backlog.Entry second = entry(Signal.TRACES, 2);
    backlog.add(first);
    backlog.add(second);
    assertThat(backlog.take()).isEqualTo(first);
    backlog.putBack(first, Duration.ofMillis(50));

    assertThat(take(2)).containsExactly(second, first);
  }

  @Test
  void knowsTheOldestUntilItIsDone() throws Exception {
    assertThat(backlog.oldest()).isEmpty();
    Backlog.Entry first = entry(Signal.LOGS, 1);
    Backlog.Entry second = entry(Signal.METRICS, 2);
    backlog.add(second);
    backlog.add(first);
    take(2);
    assertThat(backlog.oldest()).contains(START.plusSeconds(1));

    backlog.done(first);
    assertThat(backlog.oldest()).contains(START.plusSeconds(2));
    assertThat(backlog.size()).isEqualTo(1);
    backlog.done(second);
    assertThat(backlog.oldest()).isEmpty();
  }

  @Test
  void endsAllWaitingWhenItIsClosed() throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    Thread taker =
        new Thread(
            () -> {
              try {
                ended.complete(backlog.take() == null);
              } catch (InterruptedException e) {
                ended.completeExceptionally(e);
              }
            });
    taker.start();
    Eventually.until("it waits", () -> taker.getState() == Thread.State.WAITING);
    backlog.close();
    assertThat(ended.get()).isTrue();
    assertThat(backlog.take()).isNull();
  }

  @Test
  void waitsToBecomeEmptyOnlyWhileThereIsHope() throws Exception {
    backlog.awaitEmpty(Duration.ofDays(1), () -> true);
    backlog.add(entry(Signal.TRACES, 1));
    backlog.awaitEmpty(Duration.ofDays(1), () -> false);
    backlog.awaitEmpty(Duration.ofMillis(10), () -> true);
    assertThat(backlog.size()).isEqualTo(1);
  }

  private List<Backlog.Entry> take(int count) throws InterruptedException {
    List<Backlog.Entry> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(backlog.take());
    }
    return taken;
  }

  private Backlog.Entry entry(Signal signal, int second) throws Exception {
    Segments segments =
        new Segments(
            directory.resolve(signal.id() + second),
            InstantSource.fixed(START.plusSeconds(second)));
    Slice request = NumberedOtlp.request(signal, 0, 1, START);
    ClosedSegment segment = segments.of(signal, List.of(new Segments.Entry(request, 1)));
    return new Backlog.Entry(segment, new Progress(ledger.of(signal), 1));
  }
}
