package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.JsonParser;
import io.spanstone.block.BlockFields;
import io.spanstone.block.BlockReader;
import io.spanstone.block.CorruptBlockException;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.metrics.BlockHead;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads blocks that are known by their heads, some at a time; the next ones are on their way while
 * these are read. Not thread-safe.
 */
final class HeadPayloads {
  /** Of one index, whose answer fits in memory. */
  private static final int MAX_AT_ONCE = 16;

  private static final int CALLS_AHEAD = 2;

  /** How Elasticsearch is asked. */
  interface Search {
    Cluster.Call start(String index, String body);
  }

  private record Fetch(List<BlockHead> heads, Cluster.Call call) {}

  private HeadPayloads() {}

  /**
   * Hands over the blocks.
   *
   * @throws BlocksGoneException if one is not there any more
   * @throws StorageException if one is damaged
   */
  static void read(Search search, List<BlockHead> heads, MetricBlocks.Known to) throws IOException {
    ArrayDeque<Fetch> ahead = new ArrayDeque<>();
    int next = 0;
    try (BlockReader reader = new BlockReader()) {
      while (next < heads.size() || !ahead.isEmpty()) {
        while (next < heads.size() && ahead.size() < CALLS_AHEAD) {
          List<BlockHead> some = some(heads, next);
          ahead.add(new Fetch(some, search.start(some.get(0).index(), body(some))));
          next += some.size();
        }
        take(ahead.element(), reader, to);
        ahead.remove();
      }
    } finally {
      ahead.forEach(fetch -> fetch.call.cancel());
    }
  }

  private static List<BlockHead> some(List<BlockHead> heads, int from) {
    int to = from + 1;
    while (to < heads.size()
        && to - from < MAX_AT_ONCE
        && heads.get(to).index().equals(heads.get(from).index())) {
      to++;
    }
    return heads.subList(from, to);
  }

  private static String body(List<BlockHead> heads) {
    return heads.stream()
        .map(head -> String.valueOf(head.number()))
        .collect(
            Collectors.joining(
                ",",
                "{\"size\":" + heads.size() + ",\"query\":{\"terms\":{\"_seq_no\":[",
                "]}},\"stored_fields\":\""
                    + BlockFields.PAYLOAD
                    + "\",\"seq_no_primary_term\":true,\"track_total_hits\":false}"));
  }

  private static void take(Fetch fetch, BlockReader reader, MetricBlocks.Known to)
      throws IOException {
    Map<Long, byte[]> payloads = new HashMap<>();
    JsonAnswer.read(
        fetch.call.await(),
        answer -> {
          SearchHits.read(answer, hit -> readHit(hit, payloads));
          return true;
        });
    for (BlockHead head : fetch.heads) {
      byte[] payload = payloads.get(head.number());
      if (payload == null) {
        throw new BlocksGoneException("a block of " + head.index() + " is not there any more");
      }
      to.take(head, inflate(reader, payload));
    }
  }

  private static void readHit(JsonParser hit, Map<Long, byte[]> to) throws IOException {
    List<byte[]> payload = new ArrayList<>(1);
    long[] number = {-1};
    JsonAnswer.fields(
        hit,
        (name, value) -> {
          switch (name) {
            case "_seq_no" -> number[0] = value.getLongValue();
            case "fields" -> payload.add(BlockPage.readPayload(value));
            default -> value.skipChildren();
          }
        });
    JsonAnswer.expect(number[0] >= 0 && payload.size() == 1, "a block without number or payload");
    byte[] before = to.put(number[0], payload.get(0));
    JsonAnswer.expect(before == null, "two blocks of one number");
  }

  private static Slice inflate(BlockReader reader, byte[] payload) throws StorageException {
    try {
      return reader.inflate(payload);
    } catch (CorruptBlockException e) {
      throw new StorageException("a stored block is damaged", e);
    }
  }
}
