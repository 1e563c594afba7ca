package io.spanstone.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.encoding.DecodingService;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An OTLP server of generated stubs, gRPC and HTTP on one port, that keeps what it gets. It stands
 * for any OTLP receiver, so that the agent is not tested against our own idea of the protocol.
 */
final class OtlpReceiver implements AutoCloseable {

  final BlockingQueue<ExportTraceServiceRequest> traces = new LinkedBlockingQueue<>();
  final BlockingQueue<ExportMetricsServiceRequest> metrics = new LinkedBlockingQueue<>();
  final BlockingQueue<ExportLogsServiceRequest> logs = new LinkedBlockingQueue<>();
  final BlockingQueue<String> paths = new LinkedBlockingQueue<>();

  private final Server server;
  private volatile Status refusal = Status.OK;

  /** Starts on this port, or on any free one if it is 0. */
  OtlpReceiver(int port) {
    GrpcService grpc =
        GrpcService.builder().addServices(List.of(new Traces(), new Metrics(), new Logs())).build();
    server =
        Server.builder()
            .http(port)
            .service(grpc)
            .service("/v1/traces", http(ExportTraceServiceRequest.parser(), traces))
            .service("/v1/metrics", http(ExportMetricsServiceRequest.parser(), metrics))
            .service("/v1/logs", http(ExportLogsServiceRequest.parser(), logs))
            .decorator(
                (service, context, request) -> {
                  paths.add(context.path());
                  return service.serve(context, request);
                })
            .build();
    server.start().join();
  }

  int port() {
    return server.activeLocalPort();
  }

  /** From now on every gRPC call gets this status. */
  void refuseWith(Status status) {
    refusal = status;
  }

  static <T> T next(BlockingQueue<T> received) throws InterruptedException {
    T request = received.poll(30, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("nothing arrived within 30 s");
    }
    return request;
  }

  @Override
  public void close() {
    server.stop().join();
  }

  private static <T extends Message> HttpService http(Parser<T> parser, BlockingQueue<T> queue) {
    HttpService service =
        (context, request) ->
            HttpResponse.of(
                request
                    .aggregate()
                    .thenApply(
                        body -> {
                          queue.add(parse(parser, body.content().array()));
                          return HttpResponse.of(HttpStatus.OK, MediaType.PROTOBUF, new byte[0]);
                        }));
    return service.decorate(DecodingService.newDecorator());
  }

  private static <T> T parse(Parser<T> parser, byte[] body) {
    try {
      return parser.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <Q, A> void answer(Q request, BlockingQueue<Q> queue, A ok, StreamObserver<A> observer) {
    if (!refusal.isOk()) {
      observer.onError(refusal.asRuntimeException());
      return;
    }
    queue.add(request);
    observer.onNext(ok);
    observer.onCompleted();
  }

  private final class Traces extends TraceServiceGrpc.TraceServiceImplBase {
    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> observer) {
      answer(request, traces, ExportTraceServiceResponse.getDefaultInstance(), observer);
    }
  }

  private final class Metrics extends MetricsServiceGrpc.MetricsServiceImplBase {
    @Override
    public void export(
        ExportMetricsServiceRequest request,
        StreamObserver<ExportMetricsServiceResponse> observer) {
      answer(request, metrics, ExportMetricsServiceResponse.getDefaultInstance(), observer);
    }
  }

  private final class Logs extends LogsServiceGrpc.LogsServiceImplBase {
    @Override
    public void export(
        ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> observer) {
      answer(request, logs, ExportLogsServiceResponse.getDefaultInstance(), observer);
    }
  }
}
