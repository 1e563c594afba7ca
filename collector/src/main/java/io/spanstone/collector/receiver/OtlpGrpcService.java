package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.spanstone.collector.receiver.ReceiverMetrics.Protocol;
import io.spanstone.otlp.Signal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
        receive(ctx, request).handle((receipt, failure) -> answer(receipt, failure, startNanos)));
  }

  private CompletableFuture<Receipt> receive(ServiceRequestContext ctx, HttpRequest request) {
    try {
      ContentEncoding encoding = ContentEncoding.of(request.headers().get("grpc-encoding"));
      return intake.receive(
          ctx,
          request,
          signal,
          GrpcFrame.PREFIX_BYTES,
          body -> GrpcFrame.payload(body, encoding, settings.maxRequestBytes()));
    } catch (Refusal e) {
      return CompletableFuture.failedFuture(e);
    }
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
