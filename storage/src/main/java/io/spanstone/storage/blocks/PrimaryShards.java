package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which indices have one primary shard alone: that never changes. Thread-safe. */
final class PrimaryShards {
  private static final int MAX_KNOWN = 10_000;

  private final Cluster cluster;
  private final String alias;
  private final Map<String, Boolean> single = new ConcurrentHashMap<>();

  /**
   * @param alias of all the indices
   */
  PrimaryShards(Cluster cluster, String alias) {
    this.cluster = cluster;
    this.alias = alias;
  }

  /** Learns of indices that are not known yet. */
  void learn(Collection<String> indices) throws StorageException {
    if (single.keySet().containsAll(indices)) {
      return;
    }
    if (single.size() > MAX_KNOWN) {
      single.clear(); // most of them are dropped by now
    }
    String path =
        "/"
            + alias
            + "/_settings/index.number_of_shards?flat_settings=true&ignore_unavailable=true";
    byte[] answer = cluster.send("GET", path);
    JsonAnswer.read(
        answer,
        body -> {
          JsonAnswer.fields(body, (index, settings) -> single.put(index, is1(settings)));
          return true;
        });
  }

  /** Whether it is known to have one alone. */
  boolean isSingle(String index) {
    return single.getOrDefault(index, false);
  }

  /** Whether the one setting in the nested objects is 1. */
  private static boolean is1(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return parser.getText().equals("1");
    }
    boolean[] is1 = {false};
    JsonAnswer.fields(parser, (name, value) -> is1[0] = is1(value));
    return is1[0];
  }
}
