package io.spanstone.storage.indices;

import io.spanstone.otlp.Signal;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.storage.indices.IndexNames.DatedIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops whole indices that are older than the retention of their signal. */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** A clock that runs this far ahead of the newest data is not believed. */
  private static final Duration INCREDIBLE_GAP = Duration.ofDays(366);

  private final Cluster cluster;
  private final StorageSettings settings;
  private final OwnIndices own;

  public Retention(Cluster cluster, IndexNames names, StorageSettings settings) {
    this.cluster = cluster;
    this.settings = settings;
    this.own = new OwnIndices(cluster, names);
  }

  /** Drops what has expired at {@code now}. Returns the names. */
  public List<String> apply(Instant now) throws StorageException {
    List<DatedIndex> indices = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      indices.addAll(own.of(signal));
    }
    List<DatedIndex> expired = indices.stream().filter(index -> isExpired(index, now)).toList();
    if (expired.isEmpty() || !isCredible(now, indices)) {
      return List.of();
    }
    List<String> dropped = new ArrayList<>();
    for (DatedIndex index : expired) {
      cluster.send("DELETE", "/" + index.name() + "?ignore_unavailable=true");
      LOG.info(
          "dropped {}: all of it is older than {}",
          index.name(),
          settings.retention(index.signal()));
      dropped.add(index.name());
    }
    return dropped;
  }

  private boolean isExpired(DatedIndex index, Instant now) {
    return index.periodEnd().plus(settings.retention(index.signal())).isBefore(now);
  }

  private static boolean isCredible(Instant now, List<DatedIndex> indices) {
    Optional<Instant> newest =
        indices.stream().map(DatedIndex::periodEnd).max(Comparator.naturalOrder());
    if (newest.isPresent() && newest.get().plus(INCREDIBLE_GAP).isBefore(now)) {
      LOG.warn(
          "nothing dropped: the clock says {} but the newest data are of {}", now, newest.get());
      return false;
    }
    return true;
  }
}
