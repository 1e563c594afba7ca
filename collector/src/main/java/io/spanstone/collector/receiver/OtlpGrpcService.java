package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.spanstone.collector.receiver.ReceiverMetrics.Protocol;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code TraceService/Export}, or its like for another signal, without generated classes. */
final class OtlpGrpcService implements HttpService {
  private final Signal signal;
  private final Intake intake;
  private final ReceiverMetrics metrics;
  private final ReceiverSettings settings;

  OtlpGrpcService(
      Signal signal, Intake intake, ReceiverMetrics metrics, ReceiverSettings settings) {
    this.signal = signal;
    this.intake = intake;
    this.metrics = metrics;
    this.settings = settings;
  }

  static String path(Signal signal) {
    return switch (signal) {
      case TRACES -> "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
      case METRICS -> "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
      case LOGS -> "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
    };
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    long startNanos = System.nanoTime();
    Duration timeout =
        GrpcTimeout.of(request.headers().get("grpc-timeout"), settings.requestTimeout());
    ctx.setRequestTimeout(TimeoutMode.SET_FROM_START, timeout);
    return HttpResponse.of(
        intake
            .receive(
                ctx,
                request,
                signal,
                GrpcFrame.PREFIX_BYTES,
                body -> payload(request.headers(), body))
            .handle((receipt, failure) -> answer(receipt, failure, startNanos)));
  }

  private Payload payload(RequestHeaders headers, Slice body) {
    ContentEncoding encoding = ContentEncoding.of(headers.get("grpc-encoding"));
    return GrpcFrame.payload(body, encoding, settings.maxRequestBytes());
  }

  private HttpResponse answer(
      @Nullable Receipt receipt, @Nullable Throwable failure, long startNanos) {
    if (receipt == null) {
      Refusal refusal = Intake.refusal(failure);
      metrics.refused(Protocol.GRPC, signal, refusal.reason(), startNanos);
      return GrpcAnswers.refused(refusal);
    }
    metrics.taken(Protocol.GRPC, signal, receipt, startNanos);
    return GrpcAnswers.message(ExportResponse.protobuf(signal, receipt));
  }
}
