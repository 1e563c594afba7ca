package io.spanstone.collector.receiver;

import static io.spanstone.otlp.Signal.TRACES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encodings, content types and sizes of OTLP/HTTP requests. */
class OtlpHttpEncodingsTest extends HttpReceiverTest {
  private static final int LIMIT = 16 << 20;

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
}
