package io.spanstone.storage.bulk;

import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.ClusterStatusException;
import io.spanstone.storage.cluster.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends bulk requests of bearable size. */
public final class BulkWriter {
  private static final int MAX_REQUEST_BYTES = 16 << 20;
  private static final int REQUEST_ENTITY_TOO_LARGE = 413;

  private final Cluster cluster;
  private final Duration timeout;

  public BulkWriter(Cluster cluster, Duration timeout) {
    this.cluster = cluster;
    this.timeout = timeout;
  }

  public List<Verdict> write(List<BulkItem> items) throws StorageException {
    List<Verdict> verdicts = new ArrayList<>(items.size());
    int from = 0;
    while (from < items.size()) {
      int to = endOfRequest(items, from);
      verdicts.addAll(send(items.subList(from, to)));
      from = to;
    }
    return verdicts;
  }

  private static int endOfRequest(List<BulkItem> items, int from) {
    long bytes = 0;
    int to = from;
    while (to < items.size()) {
      bytes += items.get(to).json().length();
      if (bytes > MAX_REQUEST_BYTES && to > from) {
        return to;
      }
      to++;
    }
    return to;
  }

  private List<Verdict> send(List<BulkItem> items) throws StorageException {
    try {
      byte[] reply = cluster.send("POST", "/_bulk", new BulkEntity(items), timeout);
      return BulkReply.read(reply, items);
    } catch (ClusterStatusException refused) {
      if (refused.status() != REQUEST_ENTITY_TOO_LARGE) {
        throw refused;
      }
      return sendSmaller(items, refused);
    }
  }

  /**
   * A node or a proxy takes less than we sent; a document alone that is too large never goes in.
   */
  private List<Verdict> sendSmaller(List<BulkItem> items, ClusterStatusException refused)
      throws StorageException {
    if (items.size() == 1) {
      return List.of(
          new Verdict(
              Verdict.Outcome.REJECTED,
              refused.status(),
              Cluster.abbreviate(String.valueOf(refused.getMessage()))));
    }
    int half = items.size() / 2;
    List<Verdict> verdicts = new ArrayList<>(send(items.subList(0, half)));
    verdicts.addAll(send(items.subList(half, items.size())));
    return verdicts;
  }
}
