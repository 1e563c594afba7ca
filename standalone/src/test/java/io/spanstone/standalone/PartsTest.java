package io.spanstone.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final Parts parts = new Parts();
  private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());

  @Test
  void stopInTheOppositeOrderOfTheirStart() throws Exception {
    parts.start(() -> part("first"));
    parts.start(() -> part("second"));

    parts.stop();

    assertThat(stopped).containsExactly("second", "first");
  }

  @Test
  void stopEachOnceHoweverOftenAsked() throws Exception {
    parts.start(() -> part("only"));

    assertThat(parts.askToStop()).isTrue();
    assertThat(parts.askToStop()).isFalse();
    parts.stop();
    parts.stop();

    assertThat(stopped).containsExactly("only");
  }

  @Test
  void stopThoughOneFailsTo() throws Exception {
    parts.start(() -> part("first"));
    parts.start(
        () ->
            () -> {
              throw new IOException("stuck");
            });

    parts.stop();

    assertThat(stopped).containsExactly("first");
  }

  @Test
  void doNotStartOnceAskedToStop() {
    parts.stop();

    assertThatThrownBy(() -> parts.start(() -> part("late")))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void stopAfterThePartThatIsStarting() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch mayStart = new CountDownLatch(1);
    CompletableFuture<Void> start =
        CompletableFuture.runAsync(() -> startUnchecked(starting, mayStart));
    starting.await();
    CompletableFuture<Void> stop = CompletableFuture.runAsync(parts::stop);

    mayStart.countDown();

    start.join();
    stop.join();
    assertThat(stopped).containsExactly("slow");
  }

  private void startUnchecked(CountDownLatch starting, CountDownLatch mayStart) {
    try {
      parts.start(
          () -> {
            starting.countDown();
            mayStart.await();
            return part("slow");
          });
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private AutoCloseable part(String name) {
    return () -> stopped.add(name);
  }
}
