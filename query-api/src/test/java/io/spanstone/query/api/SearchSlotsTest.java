package io.spanstone.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.query.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SearchSlotsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SearchSlots slots = new SearchSlots(2, Duration.ofMillis(200), registry);

  @Test
  void oneSearchTooManyIsRefusedWithARetryHintAndCounted() throws IOException {
    ProblemException refusal =
        slots.run(
            () ->
                slots.run(
                    () -> {
                      assertThat(running()).isEqualTo(2);
                      return catchThrowableOfType(
                          ProblemException.class, () -> slots.run(() -> "never"));
                    }));

    assertThat(refusal.problem().status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(refusal.problem().headers()).containsEntry("Retry-After", "1");
    assertThat(registry.get("spanstone.query.searches.refused").counter().count()).isEqualTo(1);
  }

  @Test
  void aSearchWaitsForOthersToEnd() throws Exception {
    SearchSlots patient = new SearchSlots(1, Duration.ofSeconds(30), new SimpleMeterRegistry());
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<String> first =
          threads.submit(
              () ->
                  patient.run(
                      () -> {
                        running.countDown();
                        await(goOn);
                        return "first";
                      }));
      await(running);
      Future<String> second = threads.submit(() -> patient.run(() -> "second"));

      assertThat(second.isDone()).isFalse();
      goOn.countDown();
      assertThat(first.get()).isEqualTo("first");
      assertThat(second.get()).isEqualTo("second");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSlotIsFreeAgainHoweverItsSearchEnds() throws IOException {
    for (int i = 0; i < 10; i++) {
      assertThat(slots.run(() -> "found")).isEqualTo("found");
      assertThatIOException()
          .isThrownBy(
              () ->
                  slots.run(
                      () -> {
                        throw new IOException("away");
                      }));
    }
    assertThat(running()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private double running() {
    return registry.get("spanstone.query.searches.running").gauge().value();
  }
}
