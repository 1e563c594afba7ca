package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.spanstone.collector.receiver.ReceiverMetrics.Protocol;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/traces}, or its like for another signal. Source: OTLP specification, "OTLP/HTTP".
 */
final class OtlpHttpService implements HttpService {
  private final Signal signal;
  private final Intake intake;
  private final ReceiverMetrics metrics;

  OtlpHttpService(Signal signal, Intake intake, ReceiverMetrics metrics) {
    this.signal = signal;
    this.intake = intake;
    this.metrics = metrics;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    if (request.method() != HttpMethod.POST) {
      return HttpAnswers.methodNotAllowed();
    }
    long startNanos = System.nanoTime();
    return HttpResponse.of(
        intake
            .receive(ctx, request, signal, 0, body -> payload(request.headers(), body))
            .handle((receipt, failure) -> answer(request, receipt, failure, startNanos)));
  }

  private static Payload payload(RequestHeaders headers, Slice body) {
    boolean json = isJson(headers);
    String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
    return new Payload(body, ContentEncoding.of(encoding), json);
  }

  private static boolean isJson(RequestHeaders headers) {
    MediaType type = headers.contentType();
    boolean json = type != null && type.is(MediaType.JSON);
    if (!json && !HttpAnswers.isProtobuf(headers)) {
      throw new Refusal(
          Refusal.Reason.UNSUPPORTED_TYPE,
          "unsupported content type \""
              + headers.get(HttpHeaderNames.CONTENT_TYPE, "")
              + "\"; supported are application/x-protobuf and application/json");
    }
    return json;
  }

  private HttpResponse answer(
      HttpRequest request,
      @Nullable Receipt receipt,
      @Nullable Throwable failure,
      long startNanos) {
    if (receipt == null) {
      Refusal refusal = Intake.refusal(failure);
      metrics.refused(Protocol.HTTP, signal, refusal.reason(), startNanos);
      return HttpAnswers.refused(request.headers(), refusal);
    }
    metrics.taken(Protocol.HTTP, signal, receipt, startNanos);
    return HttpAnswers.taken(request.headers(), signal, receipt);
  }
}
