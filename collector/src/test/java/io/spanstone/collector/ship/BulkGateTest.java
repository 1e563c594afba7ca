package io.spanstone.collector.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.indices.NewerFormatException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BulkGateTest {
  private static final List<BulkItem> ITEMS = List.of(new BulkItem("i", "1", Slice.EMPTY));
  private static final Backoff SHORT = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5));
  private static final Backoff FOREVER = new Backoff(Duration.ofDays(1), Duration.ofDays(1));

  private final ScriptedElasticsearch elasticsearch = new ScriptedElasticsearch();

  @Test
  void installsBeforeTheFirstCallOnly() throws Exception {
    BulkGate gate = gate(SHORT);
    assertThat(gate.up()).isFalse();
    call(gate);
    call(gate);
    assertThat(elasticsearch.installations).isEqualTo(1);
    assertThat(gate.up()).isTrue();
  }

  @Test
  void letsMoreInAsElasticsearchKeepsUp() throws Exception {
    BulkGate gate = gate(SHORT);
    BulkGate.Pass first = gate.enter();
    CompletableFuture<BulkGate.Pass> second = entering(gate);
    assertThat(second).isNotDone();

    first.bulk(ITEMS);
    try (BulkGate.Pass pass = second.get(30, TimeUnit.SECONDS)) {
      CompletableFuture<BulkGate.Pass> third = entering(gate);
      assertThat(third).isNotDone();
      first.close();
      third.get(30, TimeUnit.SECONDS).close();
      assertThat(pass.up()).isTrue();
    }
  }

  @Test
  void letsNobodyThroughAfterAFewFailuresInARow() throws Exception {
    BulkGate gate = gate(FOREVER);
    elasticsearch.down(true);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> call(gate)).isInstanceOf(StorageException.class);
    }
    assertThat(gate.up()).isFalse();
    assertThat(entering(gate)).isNotDone();
  }

  @Test
  void endsPassesThatAreUnderWayWhenElasticsearchGoesDown() throws Exception {
    BulkGate gate = gate(FOREVER);
    try (BulkGate.Pass pass = gate.enter()) {
      pass.bulk(ITEMS);
      elasticsearch.down(true);
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> pass.bulk(ITEMS)).isInstanceOf(StorageException.class);
      }
    }
    assertThat(elasticsearch.calls()).isEqualTo(1 + 3);
  }

  @Test
  void takesARequestOfWhichNothingWasTakenForAFailure() throws Exception {
    BulkGate gate = gate(FOREVER);
    for (int i = 0; i < 3; i++) {
      elasticsearch.next(item -> ScriptedElasticsearch.BUSY);
      call(gate);
    }
    assertThat(gate.up()).isFalse();
  }

  @Test
  void probesUntilElasticsearchIsBackAndInstallsAgain() throws Exception {
    BulkGate gate = gate(SHORT);
    call(gate);
    elasticsearch.down(true);
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> call(gate)).isInstanceOf(StorageException.class);
    }
    elasticsearch.down(false);
    call(gate);
    assertThat(gate.up()).isTrue();
    assertThat(elasticsearch.installations).isEqualTo(2);
  }

  @Test
  void writesNothingOverWhatANewerProgramHasSetUp() throws Exception {
    BulkGate gate = gate(FOREVER);
    elasticsearch.newer(true);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> call(gate)).isInstanceOf(NewerFormatException.class);
    }
    assertThat(elasticsearch.calls()).isZero();
    assertThat(gate.up()).isFalse();
    assertThat(gate.failure().orElseThrow()).endsWith(": a newer program was here");
  }

  @Test
  void goesOnAfterAnOutageInWhichANewerProgramHasSetUpItsOwn() throws Exception {
    BulkGate gate = gate(SHORT);
    call(gate);
    elasticsearch.down(true);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> call(gate)).isInstanceOf(StorageException.class);
    }
    elasticsearch.down(false);
    elasticsearch.newer(true);
    call(gate);
    assertThat(gate.up()).isTrue();
    assertThat(gate.failure()).isEmpty();
    assertThat(elasticsearch.installations).isEqualTo(1);
  }

  @Test
  void comesBackWithoutAnythingToShip() throws Exception {
    BulkGate gate = gate(SHORT);
    elasticsearch.down(true);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> install(gate)).isInstanceOf(StorageException.class);
    }
    elasticsearch.down(false);
    install(gate);
    assertThat(gate.up()).isTrue();
    assertThat(elasticsearch.calls()).isZero();
  }

  @Test
  void passesOnThePermissionOfAProbeThatIsNotMade() throws Exception {
    BulkGate gate = gate(SHORT);
    elasticsearch.down(true);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> call(gate)).isInstanceOf(StorageException.class);
    }
    gate.enter().close();
    gate.enter().close();
    elasticsearch.down(false);
    call(gate);
    assertThat(gate.up()).isTrue();
  }

  private BulkGate gate(Backoff backoff) {
    return new BulkGate(elasticsearch, 4, backoff, new SimpleMeterRegistry());
  }

  private static void call(BulkGate gate) throws Exception {
    try (BulkGate.Pass pass = gate.enter()) {
      pass.bulk(ITEMS);
    }
  }

  private static void install(BulkGate gate) throws Exception {
    try (BulkGate.Pass pass = gate.enter()) {
      pass.install();
    }
  }

  /** Enters on a thread of its own; returns when it is inside or waits. */
  private static CompletableFuture<BulkGate.Pass> entering(BulkGate gate) throws Exception {
    CompletableFuture<BulkGate.Pass> entered = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                entered.complete(gate.enter());
              } catch (InterruptedException e) {
                entered.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    while (!entered.isDone()
        && thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return entered;
  }
}
