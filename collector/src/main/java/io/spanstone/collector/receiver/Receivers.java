package io.spanstone.collector.receiver;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spanstone.collector.journal.Journal;
import io.spanstone.collector.ledger.Ledger;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * The listeners: OTLP/gRPC on one port, OTLP/HTTP on another. Thread-safe.
 *
 * <p>The HTTP port also answers {@code /healthz} (200 while it accepts), {@code /readyz} and {@code
 * /metrics}.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedMethod", "ObjectToString"})
public final class Receivers implements AutoCloseable {
  private final int grpcPort;
  private final int httpPort;

  private Receivers(int grpcPort, int httpPort) {
    this.grpcPort = grpcPort;
    this.httpPort = httpPort;
  }

  /**
   * Starts both listeners; they accept when this returns.
   *
   * @param journal what is acknowledged is in it
   * @param ledger is told what is rejected; what is journaled, the journal's listener tells it
   * @param meters where the receivers' metrics go, and what {@code /metrics} shows
   * @param ready what {@code /readyz} answers; may block
   * @throws IOException if a port cannot be listened on, naming it
   */
  public static Receivers start(
      ReceiverSettings settings,
      Journal journal,
      Ledger ledger,
      PrometheusMeterRegistry meters,
      BooleanSupplier ready)
      throws IOException {
    throw new UnsupportedOperationException(
        settings + " " + journal + ledger + meters + ready.getAsBoolean());
  }

  public int grpcPort() {
    return grpcPort;
  }

  public int httpPort() {
    return httpPort;
  }

  /** Stops accepting, answers the requests in flight, and closes the connections. Idempotent. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
