package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerErrorHandler;
import io.spanstone.otlp.Signal;

/** Answers of OTLP/HTTP, in the content type of the request; JSON to those of any other type. */
final class HttpAnswers {
  static final MediaType PROTOBUF = MediaType.create("application", "x-protobuf");

  private HttpAnswers() {}

  static boolean isProtobuf(RequestHeaders request) {
    MediaType type = request.contentType();
    return type != null && type.is(PROTOBUF);
  }

  static HttpResponse taken(RequestHeaders request, Signal signal, Receipt receipt) {
    return isProtobuf(request)
        ? HttpResponse.of(
            HttpStatus.OK, PROTOBUF, HttpData.wrap(ExportResponse.protobuf(signal, receipt)))
        : HttpResponse.of(
            HttpStatus.OK, MediaType.JSON, HttpData.wrap(ExportResponse.json(signal, receipt)));
  }

  static HttpResponse refused(RequestHeaders request, Refusal refusal) {
    boolean protobuf = isProtobuf(request);
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(refusal.reason().httpStatus())
            .contentType(protobuf ? PROTOBUF : MediaType.JSON);
    if (refusal.reason().retryAfterSeconds() > 0) {
      headers.setInt(HttpHeaderNames.RETRY_AFTER, refusal.reason().retryAfterSeconds());
    }
    byte[] body = protobuf ? RpcStatus.protobuf(refusal) : RpcStatus.json(refusal);
    return HttpResponse.of(headers.build(), HttpData.wrap(body));
  }

  static HttpResponse methodNotAllowed() {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.METHOD_NOT_ALLOWED)
            .set(HttpHeaderNames.ALLOW, "POST, OPTIONS")
            .contentType(MediaType.PLAIN_TEXT_UTF_8)
            .build(),
        HttpData.ofUtf8("405 Method Not Allowed: use POST\n"));
  }

  /** To one who sends to a path that takes nothing. */
  static HttpResponse nothingAt(RequestHeaders request) {
    return refused(
        request,
        new Refusal(
            Refusal.Reason.UNKNOWN_METHOD,
            "nothing is taken at %s; OTLP is at /v1/traces, /v1/metrics and /v1/logs, lines of logs"
                    .formatted(request.path())
                + " at /v1/ingest/logs, Prometheus remote write at /api/v1/write; the UI and its"
                + " API have another port (by default 7070)"));
  }

  /** Answers what goes wrong outside of the services, above all requests that take too long. */
  static ServerErrorHandler errors() {
    return (ctx, cause) ->
        cause instanceof HttpStatusException
            ? null
            : refused(ctx.request().headers(), Intake.refusal(cause));
  }
}
