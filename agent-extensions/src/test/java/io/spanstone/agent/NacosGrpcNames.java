package io.spanstone.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What clients from 2.0 on ask, over gRPC: a call for each request, and a stream that stays open as
 * long as the client is there. Messages are {@code Payload}s of <a
 * href="https://github.com/alibaba/nacos/blob/develop/api/src/main/proto/nacos_grpc_service.proto">
 * this</a>: JSON with the name of its class. Maven Central has no such server.
 */
final class NacosGrpcNames implements NacosNames {

  /** Clients add it to the port that they are told. */
  private static final int GRPC_PORT_OFFSET = 1_000;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final String GRPC = "application/grpc";
  private static final int METADATA = 2;
  private static final int METADATA_TYPE = 3;
  private static final int BODY = 3;
  private static final int FRAME_HEADER_BYTES = 5;

  private final Server server;
  private final ObjectMapper json = new ObjectMapper();
  private final Set<String> registered = ConcurrentHashMap.newKeySet();

  NacosGrpcNames() {
    server =
        Server.builder()
            .http(0)
            .requestTimeoutMillis(0)
            .service(
                "/Request/request",
                (context, request) ->
                    HttpResponse.of(request.aggregate().thenApply(this::answerRequest)))
            .service("/BiRequestStream/requestBiStream", (context, request) -> stayOpen(request))
            .build();
    server.start().join();
  }

  @Override
  public int port() {
    return server.activeLocalPort() - GRPC_PORT_OFFSET;
  }

  @Override
  public boolean isRegistered(String service) {
    return registered.contains(service);
  }

  @Override
  public void awaitRegistered(String service) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!registered.contains(service)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("registered: " + registered);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Override
  public void close() {
    server.stop().join();
  }

  /** Says nothing until the client goes. */
  private static HttpResponse stayOpen(HttpRequest request) {
    return HttpResponse.of(
        request
            .subscribe()
            .handle(
                (done, failure) ->
                    HttpResponse.of(
                        ResponseHeaders.of(
                            HttpStatus.OK, "content-type", GRPC, "grpc-status", "0"))));
  }

  private HttpResponse answerRequest(AggregatedHttpRequest request) {
    try {
      ByteString frame = ByteString.copyFrom(request.content().array());
      UnknownFieldSet payload = UnknownFieldSet.parseFrom(frame.substring(FRAME_HEADER_BYTES));
      String type =
          message(UnknownFieldSet.parseFrom(message(payload, METADATA)), METADATA_TYPE)
              .toStringUtf8();
      JsonNode body =
          json.readTree(Any.parseFrom(message(payload, BODY)).getValue().toStringUtf8());
      return HttpResponse.of(
          ResponseHeaders.of(HttpStatus.OK, "content-type", GRPC),
          HttpData.wrap(frame(type.replaceFirst("Request$", "Response"), answer(type, body))),
          HttpHeaders.of("grpc-status", "0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer(String type, JsonNode body) {
    String more =
        switch (type) {
          case "ServerCheckRequest" -> ",\"connectionId\":\"1\"";
          case "InstanceRequest" -> {
            String service =
                body.get("groupName").asText() + "@@" + body.get("serviceName").asText();
            String wish = body.get("type").asText();
            if (wish.equals("deregisterInstance")) {
              registered.remove(service);
            } else {
              registered.add(service);
            }
            yield ",\"type\":\"" + wish + "\"";
          }
          case "ServiceListRequest" -> ",\"count\":0,\"serviceNames\":[]";
          default -> "";
        };
    return "{\"resultCode\":200,\"errorCode\":0" + more + "}";
  }

  private static byte[] frame(String type, String body) {
    byte[] payload =
        UnknownFieldSet.newBuilder()
            .addField(
                METADATA,
                field(
                    UnknownFieldSet.newBuilder()
                        .addField(METADATA_TYPE, field(ByteString.copyFromUtf8(type)))
                        .build()
                        .toByteString()))
            .addField(
                BODY,
                field(
                    Any.newBuilder()
                        .setValue(ByteString.copyFromUtf8(body))
                        .build()
                        .toByteString()))
            .build()
            .toByteArray();
    return ByteBuffer.allocate(FRAME_HEADER_BYTES + payload.length)
        .put((byte) 0)
        .putInt(payload.length)
        .put(payload)
        .array();
  }

  private static Field field(ByteString bytes) {
    return Field.newBuilder().addLengthDelimited(bytes).build();
  }

  private static ByteString message(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().get(0);
  }
}
