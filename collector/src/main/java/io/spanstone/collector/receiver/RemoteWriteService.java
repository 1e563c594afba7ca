package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.spanstone.collector.receiver.ReceiverMetrics.Protocol;
import io.spanstone.collector.remotewrite.Converted;
import io.spanstone.collector.remotewrite.RemoteWrite;
import io.spanstone.otlp.AcceptedTimes;
import io.spanstone.otlp.MalformedOtlpException;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/write}: Prometheus remote write 1.0. Senders try again after 5xx, and drop
 * what they sent after 4xx; they log the first line of the answer. Source: Prometheus Remote-Write
 * 1.0 specification; of 2.0, how to refuse it.
 */
final class RemoteWriteService implements HttpService {
  static final String PATH = "/api/v1/write";

  private static final String VERSION = "X-Prometheus-Remote-Write-Version";
  private static final String SPOKEN = "0.1.0";
  private static final String MESSAGE = "prometheus.WriteRequest";

  /** A request in OTLP is larger than it was; by more than this only if it was made to be. */
  private static final int MOST_GROWTH = 4;

  private static final int MAX_JOURNALED_BYTES = 64 << 20;

  private final Intake intake;
  private final RemoteWrite remoteWrite;
  private final Supplier<AcceptedTimes> times;
  private final ReceiverMetrics metrics;
  private final SnappyBlock snappy;
  private final int maxConvertedBytes;

  RemoteWriteService(
      Intake intake,
      RemoteWrite remoteWrite,
      Supplier<AcceptedTimes> times,
      ReceiverMetrics metrics,
      int maxBytes) {
    this.intake = intake;
    this.remoteWrite = remoteWrite;
    this.times = times;
    this.metrics = metrics;
    this.snappy = new SnappyBlock(maxBytes);
    this.maxConvertedBytes = (int) Math.min((long) MOST_GROWTH * maxBytes, MAX_JOURNALED_BYTES);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    if (request.method() != HttpMethod.POST) {
      return HttpAnswers.methodNotAllowed();
    }
    long startNanos = System.nanoTime();
    return HttpResponse.of(
        intake
            .receiveOther(
                ctx,
                request,
                Signal.METRICS,
                (body, share) -> check(request.headers(), body, share))
            .handle((receipt, failure) -> answer(receipt, failure, startNanos)));
  }

  private Intake.Checked check(RequestHeaders headers, Slice body, InFlight.Share share) {
    requireVersionOne(headers);
    Slice request = snappy.inflate(body, share);
    Converted converted;
    try {
      converted = remoteWrite.convert(request, times.get(), maxConvertedBytes);
    } catch (MalformedOtlpException e) {
      throw new Refusal(Refusal.Reason.MALFORMED, "malformed " + MESSAGE + ": " + e.getMessage());
    }
    share.add(converted.metrics().length());
    converted.refusals().forEach((reason, count) -> metrics.refusedPoints(reason.id(), count));
    return new Intake.Checked(
        converted.metrics(),
        new Receipt(converted.points(), converted.refusals().count(), converted.refusals().text()));
  }

  /** Senders that know both versions try the other after 415. */
  private static void requireVersionOne(RequestHeaders headers) {
    MediaType type = headers.contentType();
    List<String> messages =
        type == null ? List.of() : type.parameters().getOrDefault("proto", List.of());
    if (type != null
        && !(type.is(HttpAnswers.PROTOBUF) && (messages.isEmpty() || isVersionOne(messages)))) {
      throw new Refusal(
          Refusal.Reason.UNSUPPORTED_TYPE,
          "unsupported content type \"%s\"; supported is application/x-protobuf;proto=%s, that is, remote write 1.0"
              .formatted(type, MESSAGE));
    }
    String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "snappy");
    if (!encoding.strip().toLowerCase(Locale.ROOT).equals("snappy")) {
      throw new Refusal(
          Refusal.Reason.UNSUPPORTED_ENCODING,
          "unsupported encoding \"" + encoding + "\"; supported is snappy, in its block format");
    }
  }

  private static boolean isVersionOne(List<String> messages) {
    return messages.stream().allMatch(MESSAGE::equalsIgnoreCase);
  }

  private HttpResponse answer(
      @Nullable Receipt receipt, @Nullable Throwable failure, long startNanos) {
    if (receipt == null) {
      Refusal refusal = Intake.refusal(failure);
      metrics.refused(Protocol.REMOTE_WRITE, Signal.METRICS, refusal.reason(), startNanos);
      return refused(refusal);
    }
    metrics.taken(Protocol.REMOTE_WRITE, Signal.METRICS, receipt, startNanos);
    return receipt.rejected() == 0
        ? HttpResponse.of(ResponseHeaders.of(HttpStatus.NO_CONTENT, VERSION, SPOKEN))
        : text(ResponseHeaders.builder(HttpStatus.BAD_REQUEST), partial(receipt));
  }

  private static String partial(Receipt receipt) {
    int all = receipt.accepted() + receipt.rejected();
    return receipt.rejected()
        + " of "
        + all
        + " samples are refused"
        + (receipt.accepted() > 0 ? ", the others are stored: " : ": ")
        + receipt.problem();
  }

  private static HttpResponse refused(Refusal refusal) {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(refusal.reason().httpStatus());
    if (refusal.reason().retryAfterSeconds() > 0) {
      headers.setInt(HttpHeaderNames.RETRY_AFTER, refusal.reason().retryAfterSeconds());
    }
    return text(headers, RpcStatus.message(refusal));
  }

  private static HttpResponse text(ResponseHeadersBuilder headers, String line) {
    return HttpResponse.of(
        headers.contentType(MediaType.PLAIN_TEXT_UTF_8).set(VERSION, SPOKEN).build(),
        HttpData.ofUtf8(line.replace('\n', ' ') + "\n"));
  }
}
