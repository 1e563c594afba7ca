package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;

/** Sends away what is not gRPC with protobuf, and leaves the rest to the method. */
record GrpcMethod(HttpService method) implements HttpService {
  private static final String GRPC = "application/grpc";

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    String type = request.headers().get("content-type", "");
    boolean grpc =
        type.equals(GRPC) || type.startsWith(GRPC + ";") || type.startsWith(GRPC + "+proto");
    return grpc && request.method() == HttpMethod.POST
        ? method.serve(ctx, request)
        : GrpcAnswers.notGrpc();
  }

  /** Stands for every method that is not there. */
  static GrpcMethod unknown() {
    return new GrpcMethod(
        (ctx, request) ->
            GrpcAnswers.refused(
                new Refusal(Refusal.Reason.UNKNOWN_METHOD, "unknown method " + ctx.path())));
  }

  /**
   * {@code grpc.health.v1.Health/Check}, which answers SERVING for any service as long as it
   * answers. Source: grpc/health/v1/health.proto.
   */
  static GrpcMethod health() {
    byte[] serving = {1 << 3, 1};
    return new GrpcMethod((ctx, request) -> GrpcAnswers.message(serving));
  }
}
