package io.spanstone.storage.indices;

import io.spanstone.otlp.Signal;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.StorageException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether the cluster takes writes and answers searches. Thread-safe. */
public final class ReadinessProbe {
  private static final Logger LOG = LoggerFactory.getLogger(ReadinessProbe.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long REMEMBERED_NANOS = Duration.ofSeconds(1).toNanos();

  private final Cluster cluster;
  private final IndexNames names;
  private boolean asked;
  private Optional<String> failure = Optional.empty();
  private long askedAtNanos;

  public ReadinessProbe(Cluster cluster, IndexNames names) {
    this.cluster = cluster;
    this.names = names;
  }

  /** Why it does not; empty if it does. */
  public synchronized Optional<String> failure() {
    if (!asked || System.nanoTime() - askedAtNanos > REMEMBERED_NANOS) {
      remember(ask());
    }
    return failure;
  }

  private void remember(Optional<String> answer) {
    asked = true;
    failure = answer;
    askedAtNanos = System.nanoTime();
  }

  /** A full disk, a lost quorum or missing rights show up in a real write and a real search. */
  private Optional<String> ask() {
    try {
      cluster.send("PUT", "/" + names.collectors() + "/_doc/readiness?timeout=4s", "{}", TIMEOUT);
      String search = "/_search?size=0&terminate_after=1&allow_partial_search_results=false";
      cluster.send(
          "GET", "/" + names.alias(Signal.TRACES) + search + "&ignore_unavailable=true", TIMEOUT);
      return Optional.empty();
    } catch (StorageException e) {
      LOG.debug("not ready", e);
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
