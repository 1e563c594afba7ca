package io.spanstone.agent.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.spanstone.agent.door.CalleeDoor;

/** Tells a caller that told who it is who answers. Runs in the service's class loader. */
public final class CalleeInterceptor implements ServerInterceptor {

  public static final ServerInterceptor INSTANCE = new CalleeInterceptor();

  static final Metadata.Key<String> SERVICE = key("spanstone-service");

  private static final Metadata.Key<String> TRACE_PARENT = key("traceparent");
  private static final Metadata.Key<String> TRACE_STATE = key("tracestate");

  private CalleeInterceptor() {}

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String service = CalleeDoor.answerTo(headers.get(TRACE_PARENT), headers.get(TRACE_STATE));
    return next.startCall(service.isEmpty() ? call : new Telling<>(call, service), headers);
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** Tells it in the headers, or in the trailers if there are no headers. */
  public static final class Telling<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final String service;
    private boolean told;

    Telling(ServerCall<Q, A> call, String service) {
      super(call);
      this.service = service;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      tell(headers);
      super.sendHeaders(headers);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      tell(trailers);
      super.close(status, trailers);
    }

    private void tell(Metadata to) {
      if (!told && !to.containsKey(SERVICE)) {
        to.put(SERVICE, service);
      }
      told = true;
    }
  }
}
