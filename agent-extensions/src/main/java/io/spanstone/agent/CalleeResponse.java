package io.spanstone.agent;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.bootstrap.http.HttpServerResponseCustomizer;
import io.opentelemetry.javaagent.bootstrap.http.HttpServerResponseMutator;
import io.opentelemetry.sdk.trace.ReadableSpan;

/**
 * Tells a caller that told who it is who answers, in a response header: this service counts the
 * call. Nobody else gets the header. The agent finds this class through {@code META-INF/services}.
 * Thread-safe.
 */
public final class CalleeResponse implements HttpServerResponseCustomizer {

  static final String HEADER = "spanstone-service";

  @Override
  public <R> void customize(Context context, R response, HttpServerResponseMutator<R> mutator) {
    Span span = Span.fromContext(context);
    String service = ServiceIdentity.encoded();
    if (!service.isEmpty()
        && span instanceof ReadableSpan
        && ((ReadableSpan) span).getAttribute(CallerSpanProcessor.SERVICE) != null) {
      mutator.appendHeader(response, HEADER, service);
    }
  }
}
