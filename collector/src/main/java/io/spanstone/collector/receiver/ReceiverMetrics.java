package io.spanstone.collector.receiver;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.otlp.Signal;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The receivers' own meters, by name. Thread-safe. */
final class ReceiverMetrics {
  private final MeterRegistry meters;

  ReceiverMetrics(MeterRegistry meters, InFlight inFlight) {
    this.meters = meters;
    Gauge.builder("spanstone.receiver.inflight", inFlight, InFlight::bytes)
        .description("Requests between their first byte and their answer")
        .baseUnit("bytes")
        .register(meters);
    Gauge.builder("spanstone.receiver.inflight.max", inFlight, InFlight::maxBytes)
        .description("The most that requests in flight may occupy")
        .baseUnit("bytes")
        .register(meters);
  }

  /** A body arrived, as large as it was on the wire. */
  void received(Signal signal, int bytes) {
    bytes("wire", signal, bytes);
  }

  /** It was well-formed, and so large as plain protobuf. */
  void inflated(Signal signal, int bytes) {
    bytes("plain", signal, bytes);
  }

  /** Log records were too large, and lost their ends. */
  void cut(int records) {
    meters.counter("spanstone.receiver.cut.records").increment(records);
  }

  /** Data points were refused, and the rest of the request was not. */
  void refusedPoints(String reason, int points) {
    meters.counter("spanstone.receiver.refused.points", "reason", reason).increment(points);
  }

  void taken(Protocol protocol, Signal signal, Receipt receipt, long startNanos) {
    answered(protocol, signal, receipt.rejected() == 0 ? "accepted" : "partial", startNanos);
  }

  void refused(Protocol protocol, Signal signal, Refusal.Reason reason, long startNanos) {
    answered(protocol, signal, reason.name().toLowerCase(Locale.ROOT), startNanos);
  }

  private void answered(Protocol protocol, Signal signal, String outcome, long startNanos) {
    meters
        .timer(
            "spanstone.receiver.requests",
            "protocol",
            protocol.id(),
            "signal",
            signal.id(),
            "outcome",
            outcome)
        .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
  }

  private void bytes(String form, Signal signal, int bytes) {
    meters
        .counter("spanstone.receiver.bytes", "signal", signal.id(), "form", form)
        .increment(bytes);
  }

  /** The two transports of OTLP, and what else is taken. */
  enum Protocol {
    GRPC("grpc"),
    HTTP("http"),
    LOG_LINES("log_lines"),
    REMOTE_WRITE("remote_write");

    private final String id;

    Protocol(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }
  }
}
