package io.spanstone.storage.indices;

import static io.spanstone.storage.cluster.JsonAnswer.expect;

import com.fasterxml.jackson.core.JsonParser;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.storage.indices.IndexNames.DatedIndex;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops data before their time where disks run full. An index goes first whose age is the largest
 * share of its signal's retention, so that all signals lose alike. The newest index of each signal
 * stays, and so do indices that are not healthy: their loss is to be seen.
 */
public final class DiskPressure {
  private static final Logger LOG = LoggerFactory.getLogger(DiskPressure.class);
  private static final String FREE = "available_in_bytes";
  private static final String TOTAL = "total_in_bytes";

  private final Cluster cluster;
  private final StorageSettings settings;
  private final OwnIndices indices;

  public DiskPressure(Cluster cluster, IndexNames names, StorageSettings settings) {
    this.cluster = cluster;
    this.settings = settings;
    this.indices = new OwnIndices(cluster, names);
  }

  /** Drops one index if that must be. Returns the names of what was dropped. */
  public List<String> relieve(Instant now) throws StorageException {
    if (settings.minFreeBytes() == 0) {
      return List.of();
    }
    DiskState state = state(now);
    if (state.pressure() != DiskState.Pressure.DROPPING) {
      return List.of();
    }
    if (state.next().isEmpty()) {
      LOG.warn(
          "only {} bytes are free on a disk of Elasticsearch, and nothing is left to be dropped",
          state.freeBytes());
      return List.of();
    }
    String first = state.next().get(0);
    cluster.send("DELETE", "/" + first + "?ignore_unavailable=true");
    LOG.warn(
        "dropped {} before its time: {} bytes are free on a disk of Elasticsearch, {} must be",
        first,
        state.freeBytes(),
        state.minFreeBytes());
    return List.of(first);
  }

  public DiskState state(Instant now) throws StorageException {
    Disk fullest = fullest();
    Map<Signal, List<DatedIndex>> newestFirst = newestFirst();
    return new DiskState(
        fullest.freeBytes,
        fullest.totalBytes,
        settings.minFreeBytes(),
        DiskState.pressure(fullest.freeBytes, settings.minFreeBytes()),
        settings.minFreeBytes() == 0 ? List.of() : next(newestFirst, now),
        expiring(newestFirst));
  }

  private Map<Signal, List<DatedIndex>> newestFirst() throws StorageException {
    Map<Signal, List<DatedIndex>> newestFirst = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      newestFirst.put(
          signal,
          indices.of(signal).stream()
              .sorted(
                  Comparator.comparing(DatedIndex::periodEnd)
                      .thenComparing(DatedIndex::name)
                      .reversed())
              .toList());
    }
    return newestFirst;
  }

  private List<DiskState.Expiry> expiring(Map<Signal, List<DatedIndex>> newestFirst) {
    List<DiskState.Expiry> expiring = new ArrayList<>();
    newestFirst.forEach(
        (signal, ofSignal) -> {
          if (!ofSignal.isEmpty()) {
            DatedIndex oldest = ofSignal.get(ofSignal.size() - 1);
            Instant at = oldest.periodEnd().plus(settings.retention(signal));
            expiring.add(new DiskState.Expiry(oldest.name(), at));
          }
        });
    return expiring;
  }

  private List<String> next(Map<Signal, List<DatedIndex>> newestFirst, Instant now)
      throws StorageException {
    Set<String> unhealthy = unhealthy();
    List<DatedIndex> droppable = new ArrayList<>();
    for (List<DatedIndex> ofSignal : newestFirst.values()) {
      ofSignal.stream()
          .skip(1)
          .filter(index -> !unhealthy.contains(index.name()))
          .forEach(droppable::add);
    }
    return droppable.stream()
        .sorted(
            Comparator.comparingDouble((DatedIndex index) -> shareOfRetention(index, now))
                .reversed()
                .thenComparing(DatedIndex::name))
        .map(DatedIndex::name)
        .toList();
  }

  private double shareOfRetention(DatedIndex index, Instant now) {
    Duration age = Duration.between(index.periodEnd(), now);
    return (double) age.toSeconds() / settings.retention(index.signal()).toSeconds();
  }

  private Set<String> unhealthy() throws StorageException {
    String path = "/_cluster/health?level=indices&filter_path=indices.*.status";
    Set<String> red = new HashSet<>();
    return JsonAnswer.read(
        cluster.send("GET", path),
        answer -> {
          JsonAnswer.fields(
              answer,
              (member, all) ->
                  JsonAnswer.fields(all, (index, health) -> readHealth(index, health, red)));
          return red;
        });
  }

  private static void readHealth(String index, JsonParser health, Set<String> red)
      throws IOException {
    JsonAnswer.fields(
        health,
        (name, status) -> {
          if (status.getText().equals("red")) {
            red.add(index);
          }
        });
  }

  private static final class Disk {
    private long freeBytes = Long.MAX_VALUE;
    private long totalBytes;
  }

  /** The disk of the node with the least free. */
  private Disk fullest() throws StorageException {
    String path =
        "/_nodes/stats/fs?filter_path=nodes.*.fs.total." + FREE + ",nodes.*.fs.total." + TOTAL;
    Disk fullest = new Disk();
    JsonAnswer.read(
        cluster.send("GET", path),
        answer -> {
          JsonAnswer.fields(
              answer,
              (member, nodes) -> JsonAnswer.fields(nodes, (id, node) -> readNode(node, fullest)));
          return true;
        });
    expect(fullest.totalBytes > 0, "no node says how large its disk is");
    return fullest;
  }

  private static void readNode(JsonParser node, Disk fullest) throws IOException {
    Disk disk = new Disk();
    JsonAnswer.fields(
        node,
        (fs, parts) ->
            JsonAnswer.fields(
                parts,
                (total, numbers) ->
                    JsonAnswer.fields(
                        numbers,
                        (name, number) -> {
                          if (name.equals(FREE)) {
                            disk.freeBytes = number.getLongValue();
                          } else {
                            disk.totalBytes = number.getLongValue();
                          }
                        })));
    if (disk.freeBytes < fullest.freeBytes) {
      fullest.freeBytes = disk.freeBytes;
      fullest.totalBytes = disk.totalBytes;
    }
  }
}
