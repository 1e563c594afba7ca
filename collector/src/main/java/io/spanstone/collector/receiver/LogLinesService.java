package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.loglines.ConvertedLines;
import io.spanstone.collector.loglines.LogLines;
import io.spanstone.collector.receiver.ReceiverMetrics.Protocol;
import io.spanstone.otlp.Signal;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/ingest/logs}: lines of JSON or text, journaled as OTLP like everybody's. */
final class LogLinesService implements HttpService {
  static final String PATH = "/v1/ingest/logs";

  private final Intake intake;
  private final ReceiverMetrics metrics;
  private final int maxRequestBytes;
  private final Inflation inflation;

  LogLinesService(Intake intake, ReceiverMetrics metrics, int maxRequestBytes) {
    this.intake = intake;
    this.metrics = metrics;
    this.maxRequestBytes = maxRequestBytes;
    this.inflation = new Inflation(maxRequestBytes);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    if (request.method() != HttpMethod.POST) {
      return HttpAnswers.methodNotAllowed();
    }
    long startNanos = System.nanoTime();
    AtomicReference<@Nullable ConvertedLines> lines = new AtomicReference<>();
    CompletableFuture<Receipt> receipt =
        intake.receiveOther(
            ctx,
            request,
            Signal.LOGS,
            (body, share) -> {
              ContentEncoding encoding =
                  ContentEncoding.of(request.headers().get(HttpHeaderNames.CONTENT_ENCODING));
              LogLinesQuery query = LogLinesQuery.of(ctx.query(), request.contentType());
              ConvertedLines converted =
                  LogLines.convert(
                      inflation.inflate(encoding, body, share),
                      query.format(),
                      query.defaults(),
                      UnixNano.of(Instant.now()),
                      maxRequestBytes);
              share.add(converted.request().length());
              lines.set(converted);
              return new Intake.Checked(
                  converted.request(), new Receipt(converted.accepted(), converted.rejected(), ""));
            });
    return HttpResponse.of(
        receipt.handle((done, failure) -> answer(request, done, failure, lines.get(), startNanos)));
  }

  private HttpResponse answer(
      HttpRequest request,
      @Nullable Receipt receipt,
      @Nullable Throwable failure,
      @Nullable ConvertedLines lines,
      long startNanos) {
    if (receipt == null || lines == null) {
      Refusal refusal = Intake.refusal(failure);
      metrics.refused(Protocol.LOG_LINES, Signal.LOGS, refusal.reason(), startNanos);
      return HttpAnswers.refused(request.headers(), refusal);
    }
    metrics.taken(Protocol.LOG_LINES, Signal.LOGS, receipt, startNanos);
    metrics.cut(lines.cut());
    HttpStatus status = lines.accepted() > 0 ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
    return HttpResponse.of(status, MediaType.JSON, HttpData.wrap(LogLinesAnswer.json(lines)));
  }
}
