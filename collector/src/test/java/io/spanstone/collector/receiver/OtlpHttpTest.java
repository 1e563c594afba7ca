package io.spanstone.collector.receiver;

import static io.spanstone.otlp.Signal.LOGS;
import static io.spanstone.otlp.Signal.METRICS;
import static io.spanstone.otlp.Signal.TRACES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What OTLP/HTTP answers, as the JDK's client, which is not ours, sees it. */
class OtlpHttpTest extends HttpReceiverTest {
  @Test
  void each_signal_is_journaled_as_it_was_sent() throws Exception {
    byte[] traces = random.traces(30).toByteArray();
    byte[] metrics = random.metrics(20).toByteArray();
    byte[] logs = random.logs(10).toByteArray();

    assertThat(post("/v1/traces", PROTOBUF, traces).statusCode()).isEqualTo(200);
    assertThat(post("/v1/metrics", PROTOBUF, metrics).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> answer = post("/v1/logs", PROTOBUF, logs);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue(PROTOBUF);
    assertThat(answer.body()).isEmpty();
    assertThat(receivers.counts(TRACES)).isEqualTo(journaled(30, 0));
    assertThat(receivers.counts(METRICS)).isEqualTo(journaled(20, 0));
    assertThat(receivers.counts(LOGS)).isEqualTo(journaled(10, 0));
    assertThat(receivers.journaled(TRACES)).containsExactly(traces);
    assertThat(receivers.journaled(METRICS)).containsExactly(metrics);
    assertThat(receivers.journaled(LOGS)).containsExactly(logs);
  }

  @Test
  void a_log_record_that_is_too_large_loses_its_end_and_is_counted() throws Exception {
    byte[] logs = OtlpRequests.logs("before", "x".repeat(5 << 20), "after").toByteArray();

    assertThat(post("/v1/logs", PROTOBUF, logs).statusCode()).isEqualTo(200);

    OtlpRequests.assertMiddleIsCut(receivers.journaled(LOGS).get(0), "before", "after");
    assertThat(receivers.counts(LOGS)).isEqualTo(journaled(3, 0));
    assertThat(receivers.meters.get("spanstone.receiver.cut.records").counter().count())
        .isEqualTo(1);
  }

  @Test
  void json_is_journaled_as_protobuf_and_answered_in_json() throws Exception {
    String json =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{
          "traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174",
          "name":"one","kind":2,"startTimeUnixNano":"1544712660000000000"}]}]}]}
        """;
    HttpResponse<byte[]> answer =
        post("/v1/traces", "application/json; charset=utf-8", json.getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue(JSON);
    assertThat(answer.body()).asString().isEqualTo("{}");
    List<byte[]> journaled = receivers.journaled(TRACES);
    assertThat(journaled).hasSize(1);
    Span span =
        ExportTraceServiceRequest.parseFrom(journaled.get(0))
            .getResourceSpans(0)
            .getScopeSpans(0)
            .getSpans(0);
    assertThat(span.getName()).isEqualTo("one");
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1544712660000000000L);
    assertThat(span.getTraceId()).isEqualTo(ByteString.fromHex("5b8efff798038103d269b633813fc60c"));
  }

  @Test
  void empty_requests_are_fine_and_not_journaled() throws Exception {
    assertThat(post("/v1/traces", PROTOBUF, new byte[0]).statusCode()).isEqualTo(200);
    assertThat(post("/v1/logs", JSON, "{}".getBytes(UTF_8)).statusCode()).isEqualTo(200);
    assertThat(post("/v1/metrics", JSON, "{}".getBytes(UTF_8)).statusCode()).isEqualTo(200);
    assertThat(receivers.journalBytes()).isZero();
  }

  @Test
  void malformed_protobuf_is_told_what_and_where() throws Exception {
    byte[] request = random.traces(10).toByteArray();
    request = Arrays.copyOf(request, request.length - 1);

    HttpResponse<byte[]> answer = post("/v1/traces", PROTOBUF, request);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).hasValue(PROTOBUF);
    Status status = Status.parseFrom(answer.body());
    assertThat(status.getCode()).isEqualTo(3);
    assertThat(status.getMessage()).contains("malformed OTLP").contains("at byte ");
    assertThat(status.getDetailsList()).isEmpty();
    assertThat(receivers.journalBytes()).isZero();
  }

  @Test
  void malformed_json_is_told_in_json() throws Exception {
    HttpResponse<byte[]> answer =
        post("/v1/traces", JSON, "{\"resourceSpans\":[{\"scope\"".getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).hasValue(JSON);
    assertThat(answer.body()).asString().startsWith("{\"code\":3,\"message\":\"malformed OTLP: ");
    assertThat(receivers.journalBytes()).isZero();
  }

  @Test
  void damaged_requests_get_200_or_400_and_nothing_else() throws Exception {
    byte[] whole = random.traces(20).toByteArray();
    Random choice = new Random(7);
    long accepted = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = Arrays.copyOf(whole, choice.nextInt(whole.length + 1));
      if (i % 2 == 0 && damaged.length > 0) {
        damaged[choice.nextInt(damaged.length)] = (byte) choice.nextInt();
      }
      long bytesBefore = receivers.journalBytes();
      HttpResponse<byte[]> answer = post("/v1/traces", PROTOBUF, damaged);
      assertThat(answer.statusCode()).isIn(200, 400);
      if (answer.statusCode() == 400) {
        assertThat(receivers.journalBytes()).isEqualTo(bytesBefore);
      } else {
        int spans =
            ExportTraceServiceRequest.parseFrom(damaged).getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .mapToInt(ScopeSpans::getSpansCount)
                .sum();
        accepted += spans;
      }
    }
    assertThat(receivers.counts(TRACES).received()).isEqualTo(accepted);
  }

  @Test
  void other_methods_and_paths_are_refused() throws Exception {
    HttpResponse<byte[]> get = send(request("/v1/traces").GET());
    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("allow")).hasValue("POST, OPTIONS");
    assertThat(post("/v1/profiles", PROTOBUF, new byte[0]).statusCode()).isEqualTo(404);
    HttpResponse<byte[]> misplaced = post("/", JSON, new byte[0]);
    assertThat(misplaced.statusCode()).isEqualTo(404);
    assertThat(new String(misplaced.body(), UTF_8))
        .contains("nothing is taken at /;", "/v1/traces", "/api/v1/write");
  }

  @Test
  void a_full_journal_is_told_with_a_retry_hint_until_there_is_room() throws Exception {
    receivers.close();
    receivers =
        ReceiverFixture.start(directory, s -> s.withQuotaBytes(100), UnaryOperator.identity());

    HttpResponse<byte[]> answer = post("/v1/traces", PROTOBUF, random.traces(10).toByteArray());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("5");
    Status status = Status.parseFrom(answer.body());
    assertThat(status.getCode()).isEqualTo(14);
    assertThat(status.getDetails(0).unpack(RetryInfo.class).getRetryDelay().getSeconds())
        .isEqualTo(5);
    assertThat(receivers.counts(TRACES).received()).isZero();
  }

  @Test
  void more_requests_than_fit_in_memory_are_told_to_come_back() throws Exception {
    restart(s -> s.withMaxRequestBytes(100_000).withMaxInFlightBytes(200_000));
    byte[] request = OtlpRequests.padded(50_000);

    try (SlowRequest first = SlowRequest.send(receivers.httpPort(), 90_000, 80_000);
        SlowRequest second = SlowRequest.send(receivers.httpPort(), 90_000, 80_000)) {
      receivers.awaitInFlight(160_000);
      HttpResponse<byte[]> answer = post("/v1/traces", PROTOBUF, request);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).hasValue("1");

      assertThat(first.finish()).startsWith("HTTP/1.1 400");
      assertThat(second.finish()).startsWith("HTTP/1.1 400");
    }
    assertThat(post("/v1/traces", PROTOBUF, request).statusCode()).isEqualTo(200);
  }

  @Test
  void a_sender_that_is_too_slow_is_told_to_come_back() throws Exception {
    restart(s -> s.withRequestTimeout(Duration.ofMillis(200)));

    try (SlowRequest slow = SlowRequest.send(receivers.httpPort(), 1_000, 500)) {
      assertThat(slow.answer()).startsWith("HTTP/1.1 503").contains("retry-after: 1");
    }
    receivers.awaitInFlight(0);
  }

  @Test
  void a_sender_that_goes_away_leaves_nothing_behind() throws Exception {
    try (SlowRequest slow = SlowRequest.send(receivers.httpPort(), 1_000, 500)) {
      receivers.awaitInFlight(500);
      assertThat(slow).isNotNull();
    }
    receivers.awaitInFlight(0);
  }

  @Test
  void browsers_of_any_origin_may_send() throws Exception {
    HttpResponse<byte[]> preflight =
        send(
            request("/v1/traces")
                .header("origin", "https://shop.example")
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "content-type,x-custom")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(preflight.headers().firstValue("access-control-allow-methods")).hasValue("POST");
    assertThat(preflight.headers().firstValue("access-control-allow-headers"))
        .hasValueSatisfying(headers -> assertThat(headers).contains("content-type", "x-custom"));
    assertThat(preflight.headers().firstValue("access-control-allow-credentials")).isEmpty();

    for (byte[] body : List.of(new byte[0], new byte[] {1})) {
      HttpResponse<byte[]> answer =
          post("/v1/traces", PROTOBUF, body, "origin", "https://shop.example");
      assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
    }
  }

  @Test
  void browsers_of_other_origins_may_not_if_some_are_named() throws Exception {
    restart(s -> s.withCorsOrigins(List.of("https://shop.example")));

    assertThat(allowedOrigin("https://shop.example")).hasValue("https://shop.example");
    assertThat(allowedOrigin("https://other.example")).isEmpty();
  }

  @Test
  void operators_are_answered_on_the_same_port() throws Exception {
    assertThat(send(request("/healthz").GET()).statusCode()).isEqualTo(200);
    assertThat(send(request("/readyz").GET()).statusCode()).isEqualTo(200);
    receivers.unready = Optional.of("the disk is full");
    assertThat(send(request("/readyz").GET()).statusCode()).isEqualTo(503);
    assertThat(send(request("/readyz").GET()).body())
        .asString()
        .isEqualTo("not ready: the disk is full\n");
    post("/v1/traces", PROTOBUF, random.traces(1).toByteArray());
    assertThat(send(request("/metrics").GET()).body())
        .asString()
        .contains(
            "spanstone_receiver_requests_seconds_count"
                + "{outcome=\"accepted\",protocol=\"http\",signal=\"traces\"} 1");
  }

  private Optional<String> allowedOrigin(String origin) throws Exception {
    return post("/v1/traces", PROTOBUF, new byte[0], "origin", origin)
        .headers()
        .firstValue("access-control-allow-origin");
  }
}
