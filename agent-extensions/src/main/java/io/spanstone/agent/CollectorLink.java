package io.spanstone.agent;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Whether the collector at one endpoint can be reached; shared by the exporters that send to it, so
 * that its absence is found once and told once.
 *
 * <p>While it can be reached, exports pass and upstream's retries deal with hiccups. When it
 * cannot, exports wait for it, for a grace time from the moment it was missed (so a restart costs
 * nothing but what the SDK's bounded queues cannot hold), and after that fail at once. Once the
 * service stops, nothing waits.
 *
 * <p>Thread-safe. Blocks exporter threads only, never a thread of the service.
 */
final class CollectorLink {

  private enum State {
    UNKNOWN,
    REACHABLE,
    UNREACHABLE
  }

  private static final long PROBE_INTERVAL_MILLIS = 1_000;

  private final URI endpoint;
  private final TcpProbe probe;
  private final long graceNanos;
  private final Consumer<String> report;
  private final Set<CompletableResultCode> inFlight = ConcurrentHashMap.newKeySet();

  private State state = State.UNKNOWN;
  private long missedAtNanos;
  private boolean stopping;

  /**
   * @param grace how long exports wait for a collector that went missing
   * @param report gets one line for each change between reachable and not
   */
  CollectorLink(URI endpoint, Duration grace, Consumer<String> report) {
    this.endpoint = endpoint;
    this.probe = new TcpProbe(endpoint);
    this.graceNanos = grace.toNanos();
    this.report = report;
  }

  URI endpoint() {
    return endpoint;
  }

  /** True if an export may be tried now; waits for the collector as the class comment says. */
  synchronized boolean awaitReachable() {
    while (stopping || state != State.REACHABLE) {
      probe();
      if (state == State.REACHABLE) {
        return true;
      }
      if (stopping || System.nanoTime() - missedAtNanos >= graceNanos) {
        return false;
      }
      try {
        wait(PROBE_INTERVAL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /**
   * Looks again after an export that got no answer; true if the collector is there all the same.
   */
  synchronized boolean isStillReachable() {
    probe();
    return state == State.REACHABLE;
  }

  /** The result that an SDK processor waits for; {@link #stop} may fail it early. */
  CompletableResultCode begin() {
    CompletableResultCode result = new CompletableResultCode();
    inFlight.add(result);
    result.whenComplete(() -> inFlight.remove(result));
    return result;
  }

  /**
   * The service stops: waiting ends, and if the collector is gone, so do exports under way, which
   * would otherwise hold the JVM for the rest of their retries.
   */
  void stop() {
    synchronized (this) {
      stopping = true;
      notifyAll();
      if (inFlight.isEmpty() || isStillReachable()) {
        return;
      }
    }
    inFlight.forEach(CompletableResultCode::fail);
  }

  private void probe() {
    String failure = probe.failure();
    if (failure == null) {
      reached();
    } else {
      missed(failure);
    }
  }

  private void reached() {
    if (state == State.UNREACHABLE) {
      tell("Spanstone is reachable at " + endpoint + " again");
    }
    state = State.REACHABLE;
  }

  private void missed(String failure) {
    if (state == State.UNREACHABLE) {
      return;
    }
    state = State.UNREACHABLE;
    missedAtNanos = System.nanoTime();
    tell(
        "Spanstone is not reachable at "
            + endpoint
            + " ("
            + failure
            + "); telemetry is dropped until it is");
  }

  private void tell(String line) {
    if (!stopping) {
      report.accept(line);
    }
  }
}
