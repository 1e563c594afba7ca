package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.JsonParser;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.ClusterStatusException;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StartingShards;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.time.Duration;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NStringEntity;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one signal as they are at one moment, when they are first asked for: what is stored
 * or dropped later changes nothing (an Elasticsearch point in time). Not thread-safe.
 */
public final class Snapshot implements AutoCloseable {
  private static final String KEEP_ALIVE = "1m";
  private static final int TRIES = 3;
  private static final int NOT_FOUND = 404;

  private final Cluster cluster;
  private final String alias;
  private final Duration timeout;
  private @Nullable String id;

  /**
   * A snapshot of what is behind the alias; an alias that is not there yet is empty. A primary
   * shard that is just starting, as in a new period or after a restart of a node, is waited for.
   */
  Snapshot(Cluster cluster, String alias, Duration timeout) {
    this.cluster = cluster;
    this.alias = alias;
    this.timeout = timeout;
  }

  /** Something that is read from a snapshot. */
  public interface Reading<T, E extends IOException> {
    T of(Snapshot snapshot) throws E, StorageException;
  }

  /**
   * Reads from a snapshot; starts over with another one if an index is dropped meanwhile, by
   * retention or a compactor. So {@code reading} must not keep anything of a former call.
   */
  public static <T, E extends IOException> T read(
      Cluster cluster, String alias, Duration timeout, Reading<T, E> reading)
      throws E, StorageException {
    for (int tried = 1; ; tried++) {
      try (Snapshot snapshot = new Snapshot(cluster, alias, timeout)) {
        return reading.of(snapshot);
      } catch (ClusterStatusException e) {
        if (e.status() != NOT_FOUND || tried == TRIES) {
          throw e;
        }
      } catch (BlocksGoneException e) {
        if (tried == TRIES) {
          throw e;
        }
      }
    }
  }

  /** The blocks that {@code query} lets through, those with the newest record first. */
  public BlockCursor blocks(BlockQuery query, int firstPage) {
    return new BlockCursor(this, query.json(), firstPage);
  }

  /** Searches the snapshot. {@code body} is the inside of the request's JSON object. */
  byte[] search(String body) throws StorageException {
    return startSearch(body).await();
  }

  /** The same, without waiting for the answer. */
  Cluster.Call startSearch(String body) throws StorageException {
    String taken = id == null ? take() : id;
    String pit =
        "{\"pit\":{\"id\":\"" + taken + "\",\"keep_alive\":\"" + KEEP_ALIVE + "\"}," + body + "}";
    return cluster.start(
        "POST",
        "/_search?allow_partial_search_results=false",
        new NStringEntity(pit, ContentType.APPLICATION_JSON),
        timeout);
  }

  /** The snapshot's id may change with every answer. */
  void renew(String newId) {
    id = newId;
  }

  /** Lets Elasticsearch free what the snapshot holds; it would do so by itself in a minute. */
  @Override
  public void close() {
    if (id != null) {
      cluster.sendOnly("DELETE", "/_pit", "{\"id\":\"" + id + "\"}");
    }
  }

  private String take() throws StorageException {
    String path = "/" + alias + "/_pit?ignore_unavailable=true&keep_alive=" + KEEP_ALIVE;
    byte[] answer = StartingShards.await(cluster, alias, () -> cluster.send("POST", path, timeout));
    String taken = JsonAnswer.read(answer, Snapshot::readId);
    id = taken;
    return taken;
  }

  private static String readId(JsonParser answer) throws IOException {
    String[] id = {""};
    JsonAnswer.fields(
        answer,
        (name, value) -> {
          if (name.equals("id")) {
            id[0] = value.getText();
          } else {
            value.skipChildren();
          }
        });
    JsonAnswer.expect(!id[0].isEmpty(), "a point in time without id");
    return id[0];
  }
}
