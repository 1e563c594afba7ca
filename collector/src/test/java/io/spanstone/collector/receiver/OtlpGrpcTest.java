package io.spanstone.collector.receiver;

import static io.spanstone.otlp.Signal.LOGS;
import static io.spanstone.otlp.Signal.METRICS;
import static io.spanstone.otlp.Signal.TRACES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.RetryInfo;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import io.grpc.CallOptions;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc.TraceServiceBlockingStub;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.spanstone.collector.journal.JournalSettings;
import io.spanstone.testkit.RandomOtlp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OTLP/gRPC as grpc-java, which is not ours, sees it. */
class OtlpGrpcTest {
  private static final int LIMIT = 16 << 20;
  private static final String TRACES_EXPORT =
      "opentelemetry.proto.collector.trace.v1.TraceService/Export";

  @TempDir Path directory;

  private final RandomOtlp random = new RandomOtlp(42);
  private ReceiverFixture receivers;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    start(UnaryOperator.identity(), UnaryOperator.identity());
  }

  @AfterEach
  void close() throws IOException {
    channel.shutdownNow();
    receivers.close();
  }

  @Test
  void each_signal_is_journaled_as_it_was_sent() throws Exception {
    ExportTraceServiceRequest traces =
        ExportTraceServiceRequest.parseFrom(random.traces(30).toByteArray());
    ExportMetricsServiceRequest metrics =
        ExportMetricsServiceRequest.parseFrom(random.metrics(20).toByteArray());
    ExportLogsServiceRequest logs =
        ExportLogsServiceRequest.parseFrom(random.logs(10).toByteArray());

    assertThat(traces().export(traces).hasPartialSuccess()).isFalse();
    assertThat(MetricsServiceGrpc.newBlockingStub(channel).export(metrics).hasPartialSuccess())
        .isFalse();
    assertThat(LogsServiceGrpc.newBlockingStub(channel).export(logs).hasPartialSuccess()).isFalse();

    assertThat(receivers.counts(TRACES).journaled()).isEqualTo(30);
    assertThat(receivers.counts(METRICS).journaled()).isEqualTo(20);
    assertThat(receivers.counts(LOGS).journaled()).isEqualTo(10);
    assertThat(receivers.journaled(TRACES)).containsExactly(traces.toByteArray());
    assertThat(receivers.journaled(METRICS)).containsExactly(metrics.toByteArray());
    assertThat(receivers.journaled(LOGS)).containsExactly(logs.toByteArray());
  }

  @Test
  void a_log_record_that_is_too_large_loses_its_end_and_is_counted() throws Exception {
    LogsServiceGrpc.newBlockingStub(channel)
        .export(OtlpRequests.logs("before", "x".repeat(5 << 20), "after"));

    OtlpRequests.assertMiddleIsCut(receivers.journaled(LOGS).get(0), "before", "after");
    assertThat(receivers.meters.get("spanstone.receiver.cut.records").counter().count())
        .isEqualTo(1);
  }

  @Test
  void gzip_is_inflated() throws Exception {
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(random.traces(2_000).toByteArray());

    traces().withCompression("gzip").export(request);

    assertThat(receivers.journaled(TRACES)).containsExactly(request.toByteArray());
  }

  @Test
  void zstd_is_inflated() throws Exception {
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(random.traces(2_000).toByteArray());
    reconnectWith(new RawGrpc.Codec(Compression.ZSTD, "zstd"));

    traces().withCompression("zstd").export(request);

    assertThat(receivers.journaled(TRACES)).containsExactly(request.toByteArray());
  }

  @Test
  void an_unknown_encoding_is_unimplemented_and_the_known_ones_are_told() {
    reconnectWith(new RawGrpc.Codec(Compression.DEFLATE, "br"));

    StatusRuntimeException failure =
        failure(() -> traces().withCompression("br").export(OtlpRequests.spans(1, 0)));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(failure.getStatus().getDescription()).contains("\"br\"");
    ResponseHeaders headers = raw(new byte[5], "grpc-encoding", "br");
    assertThat(headers.get("grpc-status")).isEqualTo("12");
    assertThat(headers.get("grpc-accept-encoding")).isEqualTo("identity,gzip,zstd,deflate");
  }

  @Test
  void spans_that_are_not_valid_are_told_as_partial_success() {
    ExportTraceServiceResponse response = traces().export(OtlpRequests.spans(7, 3));

    assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(3);
    assertThat(response.getPartialSuccess().getErrorMessage())
        .isEqualTo("3 of 10 spans have no valid trace id and span id");
    assertThat(receivers.counts(TRACES).rejected()).isEqualTo(3);
    assertThat(receivers.counts(TRACES).journaled()).isEqualTo(7);
  }

  @Test
  void an_empty_request_is_fine_and_not_journaled() {
    assertThat(traces().export(ExportTraceServiceRequest.getDefaultInstance()))
        .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    assertThat(receivers.journalBytes()).isZero();
  }

  @Test
  void a_malformed_request_is_an_invalid_argument_that_says_what_and_where() throws Exception {
    byte[] whole = random.traces(5).toByteArray();

    StatusRuntimeException failure =
        failure(() -> call(TRACES_EXPORT, Arrays.copyOf(whole, whole.length - 1)));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(failure.getStatus().getDescription())
        .startsWith("malformed OTLP: ")
        .contains("at byte ");
    com.google.rpc.Status details = details(failure);
    assertThat(details.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
    assertThat(details.getMessage()).isEqualTo(failure.getStatus().getDescription());
    assertThat(details.getDetailsList()).isEmpty();
    assertThat(receivers.journalBytes()).isZero();
  }

  @Test
  void a_request_over_the_limit_is_resource_exhausted_without_a_retry_hint() throws Exception {
    call(TRACES_EXPORT, OtlpRequests.padded(LIMIT));

    for (byte[] large : List.of(OtlpRequests.padded(LIMIT + 1), OtlpRequests.padded(2 * LIMIT))) {
      StatusRuntimeException failure = failure(() -> call(TRACES_EXPORT, large));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(failure.getStatus().getDescription())
          .isEqualTo("the request is larger than the limit of 16777216 bytes");
      assertThat(details(failure).getDetailsList()).isEmpty();
    }
  }

  @Test
  void a_bomb_is_resource_exhausted() {
    StatusRuntimeException failure =
        failure(
            () ->
                traces()
                    .withCompression("gzip")
                    .export(
                        ExportTraceServiceRequest.newBuilder()
                            .addResourceSpans(
                                ResourceSpans.newBuilder().setSchemaUrl("z".repeat(100 << 20)))
                            .build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void a_full_journal_is_unavailable_with_a_retry_hint() throws Exception {
    close();
    start(journal -> journal.withQuotaBytes(100), UnaryOperator.identity());

    StatusRuntimeException failure = failure(() -> traces().export(OtlpRequests.spans(10, 0)));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(failure.getStatus().getDescription()).contains("quota");
    assertThat(details(failure).getDetails(0).unpack(RetryInfo.class).getRetryDelay().getSeconds())
        .isEqualTo(5);
    assertThat(receivers.counts(TRACES).received()).isZero();
  }

  @Test
  void the_clients_deadline_ends_a_call_whose_request_does_not() {
    HttpRequest endless =
        HttpRequest.streaming(
            RequestHeaders.of(
                HttpMethod.POST,
                "/" + TRACES_EXPORT,
                "content-type",
                "application/grpc",
                "grpc-timeout",
                "200m"));

    ResponseHeaders answer =
        WebClient.of("h2c://127.0.0.1:" + receivers.grpcPort())
            .execute(endless)
            .aggregate()
            .join()
            .headers();

    assertThat(answer.get("grpc-status")).isEqualTo("4");
    assertThat(answer.get("grpc-message")).isEqualTo("the request took too long");
  }

  @Test
  void a_body_that_is_not_one_message_is_an_internal_error() {
    for (byte[] body :
        List.of(
            new byte[] {},
            new byte[] {0, 0, 0},
            new byte[] {0, 0, 0, 0, 2, 1},
            new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
            new byte[] {1, 0, 0, 0, 0},
            new byte[] {2, 0, 0, 0, 0})) {
      ResponseHeaders answer = raw(body, "grpc-encoding", "identity");
      assertThat(answer.get("grpc-status")).isEqualTo("13");
    }
    assertThat(receivers.journalBytes()).isZero();
  }

  @Test
  void unknown_services_and_methods_are_unimplemented() {
    for (String method :
        List.of(
            "opentelemetry.proto.collector.trace.v1.TraceService/Import",
            "opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export",
            "x/y")) {
      StatusRuntimeException failure = failure(() -> call(method, new byte[0]));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
      assertThat(failure.getStatus().getDescription()).isEqualTo("unknown method /" + method);
    }
  }

  @Test
  void the_standard_health_check_is_answered() {
    assertThat(call("grpc.health.v1.Health/Check", new byte[0])).containsExactly(8, 1);
  }

  @Test
  void who_does_not_speak_grpc_is_told_where_he_is() {
    AggregatedHttpResponse answer =
        WebClient.of("http://127.0.0.1:" + receivers.grpcPort())
            .prepare()
            .post("/v1/traces")
            .content(MediaType.JSON, "{}")
            .execute()
            .aggregate()
            .join();

    assertThat(answer.status().code()).isEqualTo(415);
    assertThat(answer.contentUtf8()).contains("This port speaks OTLP over gRPC");
  }

  @Test
  void messages_with_odd_characters_reach_the_client_as_they_were_sent() {
    assertThat(GrpcAnswers.percentEncoded("100 % \"naïve\"\n"))
        .isEqualTo("100 %25 \"na%C3%AFve\"%0A");
  }

  private TraceServiceBlockingStub traces() {
    return TraceServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  /** Calls a method with bytes, whatever they are. */
  private byte[] call(String method, byte[] message) {
    return ClientCalls.blockingUnaryCall(
        channel, RawGrpc.method(method), CallOptions.DEFAULT, message);
  }

  /** Sends a body that grpc-java would not. */
  private ResponseHeaders raw(byte[] body, String header, String value) {
    return WebClient.of("h2c://127.0.0.1:" + receivers.grpcPort())
        .execute(
            RequestHeaders.of(
                HttpMethod.POST,
                "/" + TRACES_EXPORT,
                "content-type",
                "application/grpc",
                header,
                value),
            body)
        .aggregate()
        .join()
        .headers();
  }

  private static StatusRuntimeException failure(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }

  private static com.google.rpc.Status details(StatusRuntimeException failure) {
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    assertThat(details).isNotNull();
    return details;
  }

  private void reconnectWith(RawGrpc.Codec codec) {
    channel.shutdownNow();
    CompressorRegistry compressors = CompressorRegistry.newEmptyInstance();
    compressors.register(codec);
    channel = builder().compressorRegistry(compressors).build();
  }

  private void start(
      UnaryOperator<JournalSettings> journal, UnaryOperator<ReceiverSettings> settings)
      throws IOException {
    receivers = ReceiverFixture.start(directory, journal, settings);
    channel = builder().build();
  }

  private NettyChannelBuilder builder() {
    return NettyChannelBuilder.forAddress("127.0.0.1", receivers.grpcPort()).usePlaintext();
  }
}
