package io.spanstone.agent.grpc;

import static java.util.Collections.singletonList;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.List;

/** Keeps on the span of a call who answered it. Runs in the service's class loader. */
public final class CallerInterceptor implements ClientInterceptor {

  public static final ClientInterceptor INSTANCE = new CallerInterceptor();

  private static final AttributeKey<List<String>> CALLEE =
      AttributeKey.stringArrayKey("rpc.response.metadata.spanstone-service");

  private CallerInterceptor() {}

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new Asking<>(next.newCall(method, options), Span.current());
  }

  /** The call, whose answer is looked at. */
  public static final class Asking<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private final Span span;

    Asking(ClientCall<Q, A> call, Span span) {
      super(call);
      this.span = span;
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(new Answer<>(listener, span), headers);
    }
  }

  /** The answer. */
  public static final class Answer<A> extends SimpleForwardingClientCallListener<A> {
    private final Span span;

    Answer(ClientCall.Listener<A> listener, Span span) {
      super(listener);
      this.span = span;
    }

    @Override
    public void onHeaders(Metadata headers) {
      keep(headers);
      super.onHeaders(headers);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      keep(trailers);
      super.onClose(status, trailers);
    }

    private void keep(Metadata answer) {
      String service = answer.get(CalleeInterceptor.SERVICE);
      if (service != null) {
        span.setAttribute(CALLEE, singletonList(service));
      }
    }
  }
}
