package io.spanstone.collector.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerErrorHandler;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/** Answers of gRPC. Source: gRPC, "gRPC over HTTP2". */
final class GrpcAnswers {
  private static final MediaType GRPC = MediaType.create("application", "grpc");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private GrpcAnswers() {}

  /** One uncompressed message, and the status OK after it. */
  static HttpResponse message(byte[] message) {
    byte[] framed = new byte[GrpcFrame.PREFIX_BYTES + message.length];
    ByteBuffer.wrap(framed).put((byte) 0).putInt(message.length).put(message);
    return HttpResponse.of(
        ResponseHeaders.of(
            HttpStatus.OK, "content-type", GRPC, "grpc-accept-encoding", ContentEncoding.ALL),
        HttpData.wrap(framed),
        HttpHeaders.of("grpc-status", GrpcStatus.OK));
  }

  /** Headers that are trailers too: there is no message before them. */
  static HttpResponse refused(Refusal refusal) {
    byte[] details = RpcStatus.protobuf(refusal);
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .endOfStream(true)
            .contentType(GRPC)
            .setInt("grpc-status", refusal.reason().grpcStatus())
            .set("grpc-message", percentEncoded(RpcStatus.message(refusal)))
            .set(
                "grpc-status-details-bin",
                Base64.getEncoder().withoutPadding().encodeToString(details))
            .set("grpc-accept-encoding", ContentEncoding.ALL)
            .build());
  }

  /** Answers what goes wrong outside of the services, above all requests that take too long. */
  static ServerErrorHandler errors() {
    return (ctx, cause) -> refused(Intake.refusal(cause));
  }

  /** To one who does not speak gRPC. */
  static HttpResponse notGrpc() {
    return HttpResponse.of(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        MediaType.PLAIN_TEXT_UTF_8,
        "This port speaks OTLP over gRPC; OTLP over HTTP is taken on another (by default 4318).\n");
  }

  static String percentEncoded(String message) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : message.getBytes(UTF_8)) {
      if (b >= ' ' && b <= '~' && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.toHexDigits(b));
      }
    }
    return encoded.toString();
  }
}
