package io.spanstone.agent;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every exporter of one signal passes through: no export without a collector, and a refusal is
 * told once, when a spell of refusals begins.
 */
final class ExportGate {

  /** Refusals with less than this between them are one spell. */
  private static final long SPELL_GAP_NANOS = Duration.ofMinutes(5).toNanos();

  private final TelemetrySignal signal;
  private final CollectorLink link;
  private final Consumer<String> report;
  private final AtomicLong lastRefusalNanos =
      new AtomicLong(System.nanoTime() - SPELL_GAP_NANOS - 1);

  ExportGate(TelemetrySignal signal, CollectorLink link, Consumer<String> report) {
    this.signal = signal;
    this.link = link;
    this.report = report;
  }

  /** Runs the export, or fails it at once if there is no collector to take it. */
  CompletableResultCode pass(Supplier<CompletableResultCode> export) {
    if (!link.awaitReachable()) {
      return CompletableResultCode.ofFailure();
    }
    CompletableResultCode result = link.begin();
    CompletableResultCode upstream;
    try {
      upstream = export.get();
    } catch (RuntimeException e) {
      result.failExceptionally(e); // or it counts as under way for good
      throw e;
    }
    upstream.whenComplete(() -> settle(upstream, result));
    return result;
  }

  private void settle(CompletableResultCode upstream, CompletableResultCode result) {
    if (upstream.isSuccess()) {
      result.succeed();
      return;
    }
    Throwable failure = upstream.getFailureThrowable();
    String answer = answerIn(failure);
    if (answer != null) {
      refused(answer);
    } else if (failure != null && link.isStillReachable()) {
      refused(String.valueOf(failure.getCause()));
    }
    result.failExceptionally(failure);
  }

  /** What the collector answered, or null if the export failed without an answer. */
  private static @Nullable String answerIn(@Nullable Throwable failure) {
    if (failure instanceof FailedExportException.GrpcExportException) {
      GrpcResponse response = ((FailedExportException.GrpcExportException) failure).getResponse();
      return response == null
          ? null
          : response.getStatusCode() + " " + response.getStatusDescription();
    }
    if (failure instanceof FailedExportException.HttpExportException) {
      HttpResponse response = ((FailedExportException.HttpExportException) failure).getResponse();
      return response == null
          ? null
          : "HTTP " + response.getStatusCode() + " " + response.getStatusMessage();
    }
    return null;
  }

  private void refused(String reason) {
    long now = System.nanoTime();
    if (now - lastRefusalNanos.getAndSet(now) > SPELL_GAP_NANOS) {
      report.accept(
          "Spanstone at "
              + link.endpoint()
              + " does not take "
              + signal.settingName()
              + ": "
              + reason);
    }
  }
}
