package io.spanstone.collector.receiver;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.journal.ClosedSegment;
import io.spanstone.collector.journal.Journal;
import io.spanstone.collector.journal.JournalListener;
import io.spanstone.collector.journal.JournalSettings;
import io.spanstone.collector.ledger.Ledger;
import io.spanstone.otlp.AcceptedTimes;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.report.SignalCounts;
import io.spanstone.testkit.RandomOtlp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Receivers on free ports in front of a real journal, with nothing behind it. */
final class ReceiverFixture implements AutoCloseable {
  final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  volatile Optional<String> unready = Optional.empty();

  private final List<ClosedSegment> segments = new CopyOnWriteArrayList<>();
  private final Ledger ledger = new Ledger();
  private final Journal journal;
  private final Receivers receivers;

  /** From thirty days before the random requests to the end of the century. */
  static final AcceptedTimes POINT_TIMES =
      new AcceptedTimes(
          UnixNano.of(RandomOtlp.DEFAULT_START.minus(Duration.ofDays(30))),
          UnixNano.of(Instant.parse("2100-01-01T00:00:00Z")));

  private ReceiverFixture(JournalSettings journalSettings, ReceiverSettings settings)
      throws IOException {
    journal = Journal.open(journalSettings, InstantSource.system(), meters, new Listener());
    receivers =
        Receivers.start(settings, journal, ledger, () -> POINT_TIMES, meters, () -> unready);
  }

  static ReceiverFixture start(Path directory) throws IOException {
    return start(directory, UnaryOperator.identity(), UnaryOperator.identity());
  }

  static ReceiverFixture start(
      Path directory,
      UnaryOperator<JournalSettings> journal,
      UnaryOperator<ReceiverSettings> receivers)
      throws IOException {
    JournalSettings journalSettings =
        JournalSettings.defaults(directory).withMinFreeDiskBytes(0).withMaxAge(Duration.ofHours(1));
    return new ReceiverFixture(
        journal.apply(journalSettings),
        receivers.apply(ReceiverSettings.defaults("127.0.0.1", 0, 0)));
  }

  int grpcPort() {
    return receivers.grpcPort();
  }

  int httpPort() {
    return receivers.httpPort();
  }

  SignalCounts counts(Signal signal) {
    return ledger.of(signal).snapshot();
  }

  /** The number of bytes in the journal, headers included. */
  long journalBytes() {
    return journal.bytes();
  }

  /** Waits until requests in flight occupy at least so much; or, for 0, nothing. */
  void awaitInFlight(long bytes) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (bytes == 0 ? inFlight() > 0 : inFlight() < bytes) {
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError(inFlight() + " bytes are in flight, expected " + bytes);
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private double inFlight() {
    return meters.get("spanstone.receiver.inflight").gauge().value();
  }

  /** Stops the receivers, with the grace that they give to requests in flight. */
  void stopReceivers() {
    receivers.close();
  }

  /** Closes the journal, and reads what it holds of the signal. */
  List<byte[]> journaled(Signal signal) throws IOException {
    journal.close();
    List<byte[]> payloads = new ArrayList<>();
    for (ClosedSegment segment : segments) {
      if (segment.signal() == signal) {
        segment.forEachEntry((kind, payload, records) -> payloads.add(payload.toByteArray()));
      }
    }
    return payloads;
  }

  /** Does not wait for the listeners, which need two seconds to be sure that nobody uses them. */
  @Override
  public void close() throws IOException {
    journal.close();
    Thread stop = new Thread(receivers::close, "stop-receivers");
    stop.setDaemon(true);
    stop.start();
  }

  private final class Listener implements JournalListener {
    @Override
    public void journaled(Signal signal, int records) {
      ledger.of(signal).journal(records);
    }

    @Override
    public void closed(ClosedSegment segment) {
      segments.add(segment);
    }
  }
}
