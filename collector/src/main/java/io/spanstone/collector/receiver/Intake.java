package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.ResponseCompleteException;
import com.linecorp.armeria.common.stream.AbortedStreamException;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.spanstone.collector.journal.EntryKind;
import io.spanstone.collector.journal.Journal;
import io.spanstone.collector.journal.JournalBusyException;
import io.spanstone.collector.journal.JournalFullException;
import io.spanstone.collector.ledger.Ledger;
import io.spanstone.collector.loglines.LargeRecords;
import io.spanstone.collector.receiver.Refusal.Reason;
import io.spanstone.otlp.AcceptedTimes;
import io.spanstone.otlp.MalformedOtlpException;
import io.spanstone.otlp.OtlpJson;
import io.spanstone.otlp.OtlpScan;
import io.spanstone.otlp.OtlpTooLargeException;
import io.spanstone.otlp.ScanResult;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request's way from the wire to the journal, the same for both transports: collect, inflate,
 * check, journal. Small requests stay on their event loop, which nothing here blocks; others are
 * inflated and checked by a few threads of our own.
 */
final class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  /**
   * What an event loop checks itself: well under a millisecond of work, and its processor has the
   * bytes at hand.
   */
  private static final int SMALL_BYTES = 256 << 10;

  private final int maxRequestBytes;
  private final InFlight inFlight;
  private final Inflation inflation;
  private final PointCheck points;
  private final Journal journal;
  private final Ledger ledger;
  private final ReceiverMetrics metrics;
  private final Executor workers;

  Intake(
      int maxRequestBytes,
      InFlight inFlight,
      Supplier<AcceptedTimes> pointTimes,
      Journal journal,
      Ledger ledger,
      ReceiverMetrics metrics,
      Executor workers) {
    this.maxRequestBytes = maxRequestBytes;
    this.inFlight = inFlight;
    this.inflation = new Inflation(maxRequestBytes);
    this.points = new PointCheck(pointTimes, metrics);
    this.journal = journal;
    this.ledger = ledger;
    this.metrics = metrics;
    this.workers = workers;
  }

  /**
   * What a request holds once it is inflated and checked.
   *
   * @param request OTLP, to be journaled if any of it is accepted
   */
  record Checked(Slice request, Receipt receipt) {}

  /** Inflates and checks a body, at the cost of a share of the memory; or throws a refusal. */
  interface Check {
    Checked check(Slice body, InFlight.Share share);
  }

  /**
   * Takes a request of OTLP in.
   *
   * @param framingBytes how much larger than its payload the body may be
   * @param unwrap finds the payload in the body, or throws a {@link Refusal}
   * @return completes on the request's event loop, once all valid records are durable; fails with a
   *     {@link Refusal} and nothing else
   */
  CompletableFuture<Receipt> receive(
      ServiceRequestContext ctx,
      HttpRequest request,
      Signal signal,
      int framingBytes,
      Function<Slice, Payload> unwrap) {
    InFlight.Share share = inFlight.share();
    return BodyCollector.collect(request, maxRequestBytes, framingBytes, share, ctx.eventLoop())
        .thenCompose(body -> take(signal, unwrap.apply(body), share))
        .handleAsync((receipt, failure) -> settle(share, receipt, failure), ctx.eventLoop());
  }

  /** Takes a request of another protocol in, as {@link #receive} does those of OTLP. */
  CompletableFuture<Receipt> receiveOther(
      ServiceRequestContext ctx, HttpRequest request, Signal signal, Check check) {
    InFlight.Share share = inFlight.share();
    return BodyCollector.collect(request, maxRequestBytes, 0, share, ctx.eventLoop())
        .thenComposeAsync(body -> takeOther(signal, body, check, share), workers)
        .handleAsync((receipt, failure) -> settle(share, receipt, failure), ctx.eventLoop());
  }

  private CompletableFuture<Receipt> take(Signal signal, Payload payload, InFlight.Share share) {
    metrics.received(signal, payload.bytes().length());
    boolean small =
        payload.bytes().length() <= SMALL_BYTES
            && payload.encoding() == ContentEncoding.IDENTITY
            && !payload.json();
    return small
        ? journal(signal, check(signal, payload, share))
        : CompletableFuture.completedFuture(payload)
            .thenComposeAsync(large -> journal(signal, check(signal, large, share)), workers);
  }

  private CompletableFuture<Receipt> takeOther(
      Signal signal, Slice body, Check check, InFlight.Share share) {
    metrics.received(signal, body.length());
    return journal(signal, check.check(body, share));
  }

  private Checked check(Signal signal, Payload payload, InFlight.Share share) {
    Slice request = plain(signal, payload, share);
    if (signal == Signal.METRICS) {
      return points.check(request, share);
    }
    ScanResult scan = OtlpScan.scan(signal, request);
    return new Checked(
        signal == Signal.LOGS ? withoutLargeRecords(request, share) : request,
        new Receipt(
            scan.validRecords(),
            scan.invalidRecords(),
            "spans have no valid trace id and span id"));
  }

  private Slice withoutLargeRecords(Slice request, InFlight.Share share) {
    LargeRecords.Cut smaller = LargeRecords.of(request);
    if (smaller.cut() > 0) {
      share.add(smaller.request().length());
      metrics.cut(smaller.cut());
    }
    return smaller.request();
  }

  /** The journal's listener tells the ledger of the records, before the future completes. */
  private CompletableFuture<Receipt> journal(Signal signal, Checked checked) {
    Receipt receipt = checked.receipt();
    metrics.inflated(signal, checked.request().length());
    CompletableFuture<Void> journaled =
        receipt.accepted() == 0
            ? CompletableFuture.completedFuture(null)
            : journal.append(signal, EntryKind.REQUEST, checked.request(), receipt.accepted());
    return journaled.thenApply(
        done -> {
          ledger.of(signal).reject(receipt.rejected());
          return receipt;
        });
  }

  private Slice plain(Signal signal, Payload payload, InFlight.Share share) {
    Slice inflated = inflation.inflate(payload.encoding(), payload.bytes(), share);
    if (!payload.json()) {
      return inflated;
    }
    Slice protobuf = OtlpJson.toProtobuf(signal, inflated, maxRequestBytes);
    share.add(protobuf.length());
    return protobuf;
  }

  private static Receipt settle(
      InFlight.Share share, @Nullable Receipt receipt, @Nullable Throwable failure) {
    share.close();
    if (receipt == null) {
      throw refusal(failure);
    }
    return receipt;
  }

  /** The one place where failures become answers. */
  static Refusal refusal(@Nullable Throwable failure) {
    if (failure instanceof CompletionException) {
      return refusal(failure.getCause());
    } else if (failure instanceof Refusal refusal) {
      return refusal;
    } else if (failure instanceof MalformedOtlpException e) {
      return new Refusal(Reason.MALFORMED, "malformed OTLP: " + e.getMessage());
    } else if (failure instanceof OtlpTooLargeException e) {
      return new Refusal(Reason.TOO_LARGE, "the request as protobuf is " + e.getMessage());
    } else if (failure instanceof JournalFullException e) {
      return new Refusal(Reason.FULL, "try again later: " + e.getMessage());
    } else if (failure instanceof JournalBusyException e) {
      return new Refusal(Reason.BUSY, "try again soon: " + e.getMessage());
    } else if (failure instanceof IOException) {
      return new Refusal(Reason.DISK, "try again later: the disk failed");
    } else if (failure instanceof RequestTimeoutException) {
      return new Refusal(Reason.TIMEOUT, "the request took too long");
    } else if (failure instanceof ClosedStreamException
        || failure instanceof AbortedStreamException
        || failure instanceof ResponseCompleteException) {
      return new Refusal(Reason.CANCELLED, "the sender went away");
    }
    log.error("a request failed for a reason that is ours", failure);
    return new Refusal(Reason.INTERNAL, "internal error; the log of the collector tells more");
  }
}
