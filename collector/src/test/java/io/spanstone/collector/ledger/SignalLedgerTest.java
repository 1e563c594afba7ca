package io.spanstone.collector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.otlp.Signal;
import io.spanstone.storage.report.SignalCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SignalLedgerTest {
  private final SignalLedger ledger = new Ledger().of(Signal.TRACES);

  @Test
  void followsRecordsFromTheirArrivalToTheirEnd() {
    ledger.reject(1);
    ledger.journal(100);
    ledger.recover(10);
    ledger.ship(110);
    ledger.stored(50);
    ledger.duplicate(20);
    ledger.deadLettered(5);
    ledger.returned(15);

    assertThat(ledger.snapshot())
        .isEqualTo(new SignalCounts(101, 1, 100, 10, 50, 20, 5, 15, 20))
        .matches(SignalCounts::balances);
  }

  @Test
  void refusesToMoveMoreThanThereIs() {
    ledger.journal(2);
    ledger.ship(1);
    assertThatThrownBy(() -> ledger.ship(2)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ledger.stored(2)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ledger.reject(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(ledger.snapshot()).matches(SignalCounts::balances);
  }

  @Test
  void balancesInEverySnapshotWhileManyThreadsMoveRecords() throws Exception {
    int threads = 8;
    int rounds = 20_000;
    AtomicBoolean running = new AtomicBoolean(true);
    ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
    try {
      Future<Long> reader = pool.submit(() -> balancedSnapshots(running));
      List<Future<?>> movers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        movers.add(pool.submit(() -> moveRecords(rounds)));
      }
      for (Future<?> mover : movers) {
        mover.get();
      }
      running.set(false);
      assertThat(reader.get()).isPositive();
    } finally {
      pool.shutdownNow();
    }

    SignalCounts end = ledger.snapshot();
    assertThat(end).matches(SignalCounts::balances);
    assertThat(end.waiting()).isZero();
    assertThat(end.inFlight()).isZero();
    assertThat(end.journaled() + end.recovered()).isEqualTo(10L * threads * rounds);
  }

  private long balancedSnapshots(AtomicBoolean running) {
    long snapshots = 0;
    SignalCounts before = SignalCounts.ZERO;
    while (running.get()) {
      SignalCounts now = ledger.snapshot();
      assertThat(now.balances()).as("balance of %s", now).isTrue();
      assertThat(now.waiting()).isNotNegative();
      assertThat(now.inFlight()).isNotNegative();
      assertThat(now.journaled()).isGreaterThanOrEqualTo(before.journaled());
      before = now;
      snapshots++;
    }
    return snapshots;
  }

  /** Ten records a round; some come back once. */
  private void moveRecords(int rounds) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int round = 0; round < rounds; round++) {
      if (random.nextInt(8) == 0) {
        ledger.recover(10);
        ledger.ship(10);
      } else {
        ledger.journal(10);
        ledger.ship(10);
      }
      ledger.returned(4);
      ledger.ship(4);
      ledger.stored(6);
      ledger.duplicate(3);
      ledger.deadLettered(1);
      ledger.reject(random.nextInt(2));
    }
  }
}
