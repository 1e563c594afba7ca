package io.spanstone.collector.receiver;

import static io.spanstone.otlp.Signal.LOGS;
import static io.spanstone.otlp.Signal.METRICS;
import static io.spanstone.otlp.Signal.TRACES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.spanstone.storage.SignalCounts;
import io.spanstone.testkit.RandomOtlp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OTLP/HTTP as the JDK's client, which is not ours, sees it. */
class OtlpHttpTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final int LIMIT = 16 << 20;

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final RandomOtlp random = new RandomOtlp(42);
  private ReceiverFixture receivers;

  @BeforeEach
  void start() throws IOException {
    receivers = ReceiverFixture.start(directory);
  }

  @AfterEach
  void close() throws IOException {
    receivers.close();
  }

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

  @ParameterizedTest
  @EnumSource
  void compressed_requests_are_inflated(Compression compression) throws Exception {
    byte[] small = random.traces(3).toByteArray();
    byte[] large = random.traces(2_000).toByteArray();

    for (byte[] request : List.of(small, large)) {
      HttpResponse<byte[]> answer =
          post(
              "/v1/traces",
              PROTOBUF,
              compression.of(request),
              "content-encoding",
              compression.encoding);
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    assertThat(receivers.journaled(TRACES)).containsExactly(small, large);
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
  void records_that_are_not_valid_are_told_as_partial_success() throws Exception {
    byte[] request = OtlpRequests.spans(7, 3).toByteArray();

    HttpResponse<byte[]> answer = post("/v1/traces", PROTOBUF, request);

    assertThat(answer.statusCode()).isEqualTo(200);
    ExportTraceServiceResponse response = ExportTraceServiceResponse.parseFrom(answer.body());
    assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(3);
    assertThat(response.getPartialSuccess().getErrorMessage())
        .isEqualTo("3 of 10 spans have no valid trace id and span id");
    assertThat(receivers.counts(TRACES)).isEqualTo(journaled(7, 3));
    assertThat(receivers.journaled(TRACES)).containsExactly(request);
  }

  @Test
  void partial_success_is_told_in_json_too() throws Exception {
    String json =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"no ids"}]}]}]}
        """;
    HttpResponse<byte[]> answer = post("/v1/traces", JSON, json.getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .asString()
        .isEqualTo(
            "{\"partialSuccess\":{\"rejectedSpans\":\"1\","
                + "\"errorMessage\":\"1 of 1 spans have no valid trace id and span id\"}}");
  }

  @Test
  void data_points_of_absurd_times_are_refused_and_never_journaled() throws Exception {
    byte[] good = OtlpRequests.points("jvm.\"used\"", 1_780_000_000_000_000_000L).toByteArray();
    byte[] mixed =
        OtlpRequests.points("jvm.\"used\"", 1_780_000_000_000_000_000L, 0, 1_780_000_000_000L, -1)
            .toByteArray();

    HttpResponse<byte[]> answer = post("/v1/metrics", PROTOBUF, mixed);

    assertThat(answer.statusCode()).isEqualTo(200);
    ExportMetricsPartialSuccess partial =
        ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(partial.getRejectedDataPoints()).isEqualTo(3);
    assertThat(partial.getErrorMessage())
        .startsWith("3 of 4 data points have a time_unix_nano that is not between 2026-05-02T")
        .endsWith("the first: none of metric \"jvm.\"used\"\"");
    assertThat(receivers.counts(METRICS)).isEqualTo(journaled(1, 3));
    String json =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"\\"","gauge":{"dataPoints":[
          {"timeUnixNano":"5","asInt":"1"}]}}]}]}]}
        """;
    assertThat(post("/v1/metrics", JSON, json.getBytes(UTF_8)).body())
        .asString()
        .startsWith("{\"partialSuccess\":{\"rejectedDataPoints\":\"1\"")
        .endsWith("the first: 5 of metric \\\"\\\"\\\"\"}}");
    assertThat(receivers.journaled(METRICS)).containsExactly(good);
  }

  @Test
  void counts_of_an_agent_that_make_no_sense_are_refused_and_the_rest_is_taken() throws Exception {
    MetricsData.Builder mixed =
        OtlpRequests.points("jvm.used", 1_780_000_000_000_000_000L).toBuilder();
    mixed
        .getResourceMetricsBuilder(0)
        .addScopeMetrics(
            OtlpRequests.points(
                    "span.duration", 1_780_000_000_000_000_000L, 1_780_000_000_000_000_000L)
                .getResourceMetrics(0)
                .getScopeMetrics(0)
                .toBuilder()
                .setScope(InstrumentationScope.newBuilder().setName("io.spanstone.agent.counts")));

    HttpResponse<byte[]> answer = post("/v1/metrics", PROTOBUF, mixed.build().toByteArray());

    ExportMetricsPartialSuccess partial =
        ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(partial.getRejectedDataPoints()).isEqualTo(2);
    assertThat(partial.getErrorMessage())
        .startsWith(
            "2 of 3 data points are refused: 2 are of the scope io.spanstone.agent.counts,"
                + " in which a metric is no exponential histogram of delta temporality")
        .endsWith("the first of metric \"span.duration\"");
    assertThat(receivers.counts(METRICS)).isEqualTo(journaled(1, 2));
    assertThat(receivers.meters.scrape())
        .contains("spanstone_receiver_refused_points_total{reason=\"counts\"} 2.0");
  }

  @Test
  void data_points_that_pretend_to_be_derived_are_refused_and_never_journaled() throws Exception {
    MetricsData good = OtlpRequests.points("jvm.used", 1_780_000_000_000_000_000L, 5);
    MetricsData forged = OtlpRequests.points("span.duration", 1_780_000_000_000_000_000L, 6, 7);
    ScopeMetrics derived =
        forged.getResourceMetrics(0).getScopeMetrics(0).toBuilder()
            .setScope(InstrumentationScope.newBuilder().setName("io.spanstone.derive"))
            .build();
    MetricsData.Builder mixed = good.toBuilder();
    mixed.getResourceMetricsBuilder(0).addScopeMetrics(derived);

    HttpResponse<byte[]> answer = post("/v1/metrics", PROTOBUF, mixed.build().toByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    ExportMetricsPartialSuccess partial =
        ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(partial.getRejectedDataPoints()).isEqualTo(4);
    assertThat(partial.getErrorMessage())
        .startsWith(
            "4 of 5 data points are refused: 3 are of the scope io.spanstone.derive,"
                + " which only Spanstone itself may use, the first of metric \"span.duration\";"
                + " 1 data points have a time_unix_nano that is not between ")
        .endsWith("the first: 5 of metric \"jvm.used\"");
    assertThat(receivers.counts(METRICS)).isEqualTo(journaled(1, 4));
    assertThat(receivers.meters.scrape())
        .contains("spanstone_receiver_refused_points_total{reason=\"scope\"} 3.0")
        .contains("spanstone_receiver_refused_points_total{reason=\"time\"} 1.0");
    String json =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"scope":{"name":"io.spanstone.derive"},
          "metrics":[{"name":"edge.duration","sum":{"dataPoints":[
          {"timeUnixNano":"1780000000000000000","asInt":"1"}]}}]}]}]}
        """;
    assertThat(post("/v1/metrics", JSON, json.getBytes(UTF_8)).body())
        .asString()
        .startsWith("{\"partialSuccess\":{\"rejectedDataPoints\":\"1\"")
        .contains("the first of metric \\\"edge.duration\\\"");
    byte[] kept = OtlpRequests.points("jvm.used", 1_780_000_000_000_000_000L).toByteArray();
    assertThat(receivers.journaled(METRICS)).containsExactly(kept);
  }

  @Test
  void a_request_with_no_valid_record_is_not_journaled() throws Exception {
    HttpResponse<byte[]> answer =
        post("/v1/traces", PROTOBUF, OtlpRequests.spans(0, 5).toByteArray());

    assertThat(
            ExportTraceServiceResponse.parseFrom(answer.body())
                .getPartialSuccess()
                .getRejectedSpans())
        .isEqualTo(5);
    assertThat(receivers.counts(TRACES)).isEqualTo(journaled(0, 5));
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

  @ParameterizedTest
  @EnumSource
  void broken_compression_is_malformed(Compression compression) throws Exception {
    byte[] whole = compression.of(random.traces(50).toByteArray());
    for (byte[] broken :
        List.of(Arrays.copyOf(whole, whole.length / 2), "not compressed".getBytes(UTF_8))) {
      HttpResponse<byte[]> answer =
          post("/v1/traces", PROTOBUF, broken, "content-encoding", compression.encoding);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(Status.parseFrom(answer.body()).getMessage())
          .startsWith("the body is no valid " + compression.encoding);
    }
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

  @ParameterizedTest
  @ValueSource(strings = {"br", "compress", "gzip, gzip", "gzip,zstd", "x"})
  void unknown_encodings_are_unsupported(String encoding) throws Exception {
    HttpResponse<byte[]> answer =
        post("/v1/traces", PROTOBUF, new byte[10], "content-encoding", encoding);

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(Status.parseFrom(answer.body()).getMessage()).contains("\"" + encoding + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/octet-stream", "application/grpc", "*/*"})
  void unknown_content_types_are_unsupported(String type) throws Exception {
    HttpResponse<byte[]> answer = post("/v1/traces", type, new byte[10]);

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).asString().contains("application/x-protobuf and application/json");
  }

  @Test
  void other_methods_and_paths_are_refused() throws Exception {
    HttpResponse<byte[]> get = send(request("/v1/traces").GET());
    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("allow")).hasValue("POST, OPTIONS");
    assertThat(post("/v1/profiles", PROTOBUF, new byte[0]).statusCode()).isEqualTo(404);
    assertThat(post("/", PROTOBUF, new byte[0]).statusCode()).isEqualTo(404);
  }

  @Test
  void requests_of_the_limit_pass_and_larger_ones_are_refused() throws Exception {
    byte[] limit = OtlpRequests.padded(LIMIT);
    assertThat(post("/v1/traces", PROTOBUF, limit).statusCode()).isEqualTo(200);

    HttpResponse<byte[]> answer = post("/v1/traces", PROTOBUF, OtlpRequests.padded(LIMIT + 1));

    assertThat(answer.statusCode()).isEqualTo(413);
    Status status = Status.parseFrom(answer.body());
    assertThat(status.getCode()).isEqualTo(8);
    assertThat(status.getDetailsList()).isEmpty();
    assertThat(answer.headers().firstValue("retry-after")).isEmpty();
  }

  @Test
  void larger_requests_are_refused_without_a_told_length_too() throws Exception {
    byte[] large = OtlpRequests.padded(3 * LIMIT);
    HttpResponse<byte[]> answer =
        send(
            request("/v1/traces")
                .header("content-type", PROTOBUF)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @EnumSource
  void bombs_cost_no_more_than_the_limit(Compression compression) throws Exception {
    byte[] bomb = compression.of(new byte[200 << 20]);
    assertThat(bomb.length).isLessThan(300 << 10);

    HttpResponse<byte[]> answer =
        post("/v1/traces", PROTOBUF, bomb, "content-encoding", compression.encoding);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(receivers.meters.get("spanstone.receiver.inflight").gauge().value()).isZero();
  }

  @Test
  void what_inflates_to_just_the_limit_passes() throws Exception {
    for (Compression compression : Compression.values()) {
      HttpResponse<byte[]> answer =
          post(
              "/v1/traces",
              PROTOBUF,
              compression.of(OtlpRequests.padded(LIMIT)),
              "content-encoding",
              compression.encoding);
      assertThat(answer.statusCode()).isEqualTo(200);
      answer =
          post(
              "/v1/traces",
              PROTOBUF,
              compression.of(OtlpRequests.padded(LIMIT + 1)),
              "content-encoding",
              compression.encoding);
      assertThat(answer.statusCode()).isEqualTo(413);
    }
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
    receivers.ready = false;
    assertThat(send(request("/readyz").GET()).statusCode()).isEqualTo(503);
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

  private void restart(UnaryOperator<ReceiverSettings> settings) throws IOException {
    receivers.close();
    receivers = ReceiverFixture.start(directory, UnaryOperator.identity(), settings);
  }

  private HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers)
      throws Exception {
    HttpRequest.Builder request = request(path).header("content-type", type);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receivers.httpPort() + path));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static SignalCounts journaled(long valid, long rejected) {
    return new SignalCounts(valid + rejected, rejected, valid, 0, 0, 0, 0, valid, 0);
  }
}
