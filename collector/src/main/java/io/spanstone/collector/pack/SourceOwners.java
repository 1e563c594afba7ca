package io.spanstone.collector.pack;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.spanstone.collector.journal.ClosedSegment;
import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers, durably, which metrics segment has packed the points derived from which segment of
 * traces or logs, their <em>source</em>. After a crash a source may be derived again, and its
 * points be in the journal twice; they are packed by the first metrics segment that claims them,
 * and by no other.
 *
 * <p>A claim is forgotten when it cannot be needed any more: the owner and all its sources are
 * released, and so is every metrics segment that may hold points of these sources, which are those
 * that existed when the last source was released. Thread-safe.
 */
public final class SourceOwners {
  private static final Logger LOG = LoggerFactory.getLogger(SourceOwners.class);
  private static final String TEMPORARY = ".tmp";

  private final Path directory;
  private final Map<UUID, UUID> owners = new HashMap<>();
  private final Map<UUID, Claim> claims = new HashMap<>();

  /** The sources that may still be derived from. */
  private final Set<UUID> liveSources = new HashSet<>();

  /** The closed metrics segments that are not released, by the order of their closing from 1. */
  private final Map<UUID, Long> liveMetrics = new HashMap<>();

  private final TreeSet<Long> liveMetricsOrder = new TreeSet<>();
  private long closedMetrics;

  private SourceOwners(Path directory) {
    this.directory = directory;
  }

  /** What one metrics segment owns. */
  private static final class Claim {
    private final Set<UUID> sources;

    /** The last metrics segment that may hold points of the sources; -1 if not known yet. */
    private long lastHolder = -1;

    Claim(Set<UUID> sources) {
      this.sources = sources;
    }
  }

  /** Reads the claims in the directory, which is created if absent. */
  public static SourceOwners open(Path directory) throws IOException {
    SourceOwners owners = new SourceOwners(Files.createDirectories(directory));
    for (Path file : list(directory)) {
      owners.read(file);
    }
    return owners;
  }

  /** A segment was closed or recovered; to be told before it is packed. */
  public synchronized void closed(ClosedSegment segment) {
    if (segment.signal() != Signal.METRICS) {
      opened(segment.id());
    } else {
      closedMetrics++;
      liveMetrics.put(segment.id(), closedMetrics);
      liveMetricsOrder.add(closedMetrics);
    }
  }

  /** A source may be derived from, from now on. */
  synchronized void opened(UUID source) {
    liveSources.add(source);
  }

  /** A source will not be derived from any more. */
  synchronized void ended(UUID source) {
    liveSources.remove(source);
    Claim claim = claims.get(owners.get(source));
    if (claim != null) {
      settle(claim, closedMetrics + 1);
    }
  }

  /** All that earlier runs left has been told; sources that were not are released. */
  public synchronized void recovered() {
    claims.values().forEach(claim -> settle(claim, closedMetrics));
    forget();
  }

  /** A segment has been released. */
  public synchronized void released(ClosedSegment segment) {
    if (segment.signal() != Signal.METRICS) {
      ended(segment.id());
    } else {
      Long order = liveMetrics.remove(segment.id());
      if (order != null) {
        liveMetricsOrder.remove(order);
      }
      forget();
    }
  }

  /** Whether some metrics segment has packed the points of that source, or is about to. */
  synchronized boolean isOwned(UUID source) {
    return owners.containsKey(source);
  }

  /**
   * Claims sources for a metrics segment; durable when it returns. The same again for the same
   * segment.
   *
   * @return those of the sources that are the segment's
   * @throws IOException if the claim cannot be written; then it does not hold
   */
  synchronized Set<UUID> claim(UUID segment, Collection<UUID> sources) throws IOException {
    Set<UUID> granted = new HashSet<>();
    for (UUID source : sources) {
      if (owners.getOrDefault(source, segment).equals(segment)) {
        granted.add(source);
      }
    }
    Claim known = claims.get(segment);
    if (!granted.isEmpty() && (known == null || !known.sources.containsAll(granted))) {
      if (known != null) {
        granted.addAll(known.sources);
      }
      SourcesFile.write(file(segment), segment, granted);
      add(segment, granted);
    }
    return granted;
  }

  private void add(UUID segment, Set<UUID> sources) {
    Claim claim = new Claim(Set.copyOf(sources));
    claims.put(segment, claim);
    sources.forEach(source -> owners.put(source, segment));
    settle(claim, closedMetrics + 1);
  }

  /** Once no source is live, no metrics segment after {@code lastHolder} gets points of them. */
  private void settle(Claim claim, long lastHolder) {
    if (claim.lastHolder < 0 && claim.sources.stream().noneMatch(liveSources::contains)) {
      claim.lastHolder = lastHolder;
    }
  }

  private void forget() {
    List<UUID> done = new ArrayList<>();
    claims.forEach(
        (segment, claim) -> {
          if (isDone(claim)) {
            done.add(segment);
          }
        });
    for (UUID segment : done) {
      try {
        Files.deleteIfExists(file(segment));
        Claim claim = claims.remove(segment);
        claim.sources.forEach(source -> owners.remove(source, segment));
      } catch (IOException e) {
        LOG.warn("Cannot delete {}; it is kept", file(segment), e);
      }
    }
  }

  private boolean isDone(Claim claim) {
    return claim.lastHolder >= 0
        && closedMetrics >= claim.lastHolder
        && (liveMetricsOrder.isEmpty() || liveMetricsOrder.first() > claim.lastHolder);
  }

  private void read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(TEMPORARY)) {
      Files.delete(file);
    } else if (name.endsWith(SourcesFile.EXTENSION)) {
      try {
        SourcesFile.Content content = SourcesFile.read(file);
        Claim claim = new Claim(content.sources());
        claims.put(content.segment(), claim);
        content.sources().forEach(source -> owners.put(source, content.segment()));
      } catch (CorruptManifestException e) {
        LOG.error("{} is damaged: its derived points may be stored twice", file, e);
        Files.move(file, file.resolveSibling(name + ".damaged"), REPLACE_EXISTING);
      }
    }
  }

  private Path file(UUID segment) {
    return directory.resolve(segment + SourcesFile.EXTENSION);
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
