package io.spanstone.collector.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.spanstone.otlp.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiversTest {
  @TempDir Path directory;

  @Test
  void a_request_in_flight_is_answered_before_the_listeners_stop() throws Exception {
    try (ReceiverFixture receivers = ReceiverFixture.start(directory);
        SlowRequest slow = SlowRequest.send(receivers.httpPort(), 1_000, 500)) {
      receivers.awaitInFlight(500);
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(receivers::stopReceivers);
      TimeUnit.MILLISECONDS.sleep(200);

      assertThat(slow.finish()).startsWith("HTTP/1.1 400");
      stopped.join();
    }
  }

  @Test
  void a_taken_port_is_named() throws Exception {
    try (ReceiverFixture first = ReceiverFixture.start(directory.resolve("first"))) {
      int taken = first.httpPort();
      assertThatThrownBy(
              () ->
                  ReceiverFixture.start(
                      directory.resolve("second"),
                      UnaryOperator.identity(),
                      settings -> ReceiverSettings.defaults("127.0.0.1", 0, taken)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + taken)
          .hasMessageContaining("OTLP/HTTP");
    }
  }

  @Test
  void a_zstd_window_of_128_mib_is_not_allocated_for_a_small_body() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(body)) {
      out.setLong(27);
      out.write(new byte[100]);
      out.flush();
      out.write(new byte[100]);
    }
    Inflation inflation = new Inflation(16 << 20);
    InFlight inFlight = new InFlight(1 << 20);

    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                inflation.inflate(
                    ContentEncoding.ZSTD, Slice.of(body.toByteArray()), inFlight.share()));

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_LARGE);
    assertThat(inFlight.bytes()).isLessThanOrEqualTo(4096);
  }
}
