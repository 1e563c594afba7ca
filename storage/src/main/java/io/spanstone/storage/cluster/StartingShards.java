package io.spanstone.storage.cluster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again when a primary shard was just starting, as in a new index or after a restart of a
 * node. The colour of an index alone does not tell: a shard that was never there is not missed.
 */
public final class StartingShards {
  private static final Logger LOG = LoggerFactory.getLogger(StartingShards.class);
  private static final int REQUEST_TIMEOUT = 408;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final int TRIES = 4;
  private static final String STARTED =
      "?wait_for_events=languid&wait_for_status=yellow&wait_for_no_initializing_shards=true"
          + "&timeout=1s";

  private StartingShards() {}

  /** A search, or what comes before one. */
  public interface Question {
    byte[] ask() throws StorageException;
  }

  /**
   * Asks, for some three seconds, until the shards are there.
   *
   * @param target the index or alias that is asked
   */
  public static byte[] await(Cluster cluster, String target, Question question)
      throws StorageException {
    for (int tried = 1; ; tried++) {
      try {
        return question.ask();
      } catch (ClusterStatusException refused) {
        if (refused.status() != SERVICE_UNAVAILABLE || tried == TRIES) {
          throw refused;
        }
        LOG.debug("a shard is not there yet", refused);
        await(cluster, target);
      }
    }
  }

  private static void await(Cluster cluster, String target) throws StorageException {
    try {
      cluster.send("GET", "/_cluster/health/" + target + STARTED);
    } catch (ClusterStatusException e) {
      if (e.status() != REQUEST_TIMEOUT) {
        throw e;
      }
      LOG.debug("still not there", e);
    }
  }
}
