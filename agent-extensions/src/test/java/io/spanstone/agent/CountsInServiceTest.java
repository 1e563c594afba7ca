package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built agent in a service that keeps no trace at all. */
class CountsInServiceTest {
  @TempDir private Path directory;

  @Test
  void spansThatAreNotSampledAreCountedAndNotExported() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        RunningService service =
            RunningService.start(
                directory,
                "-Dotel.traces.sampler=always_off",
                "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + receiver.port())) {
      for (int i = 0; i < 25; i++) {
        service.ask();
      }
      HttpResponse<Void> called =
          service.get(
              "/greeting",
              Map.of(
                  "traceparent", "00-0af7651916cd43dd8448eb211c80319c-00000000000000bb-00",
                  "tracestate", "spanstone=00000000000000bb;shop/front"));
      assertThat(called.headers().firstValue("spanstone-service")).contains("sample");
      service.get("/relay?http://127.0.0.1:" + receiver.port() + "/nothing", Map.of());
      assertThat(service.ends(20, TimeUnit.SECONDS)).isTrue();

      Map<String, Long> counts = new Counts(receiver).all();
      assertThat(counts)
          .isEqualTo(
              Map.of(
                  "sample GET /greeting SERVER UNSET",
                  25L,
                  "sample GET /greeting SERVER UNSET caller.namespace=shop caller.service=front"
                      + " http.request.method=GET",
                  1L,
                  "sample GET /relay SERVER UNSET",
                  1L,
                  "sample GET CLIENT ERROR http.request.method=GET server.address=127.0.0.1",
                  1L,
                  "made in sample GET /relay CLIENT ERROR http.request.method=GET"
                      + " server.address=127.0.0.1",
                  1L));
      assertThat(receiver.traces).isEmpty();
    }
  }
}
