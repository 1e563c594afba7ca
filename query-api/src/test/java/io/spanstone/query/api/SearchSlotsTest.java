package io.spanstone.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.query.problem.ProblemException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SearchSlotsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SearchSlots slots = new SearchSlots(2, registry);

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

  private double running() {
    return registry.get("spanstone.query.searches.running").gauge().value();
  }
}
