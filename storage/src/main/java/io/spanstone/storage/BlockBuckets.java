package io.spanstone.storage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;

/** Sorts blocks into buckets, without reading them. */
final class BlockBuckets {

  /** Takes what it wants of one bucket. */
  interface Bucket {
    /** The parser is at the start of the bucket's object; it must be at its end afterwards. */
    void read(JsonParser parser) throws IOException;
  }

  private final Snapshot snapshot;
  private final Bucket each;

  private BlockBuckets(Snapshot snapshot, Bucket each) {
    this.snapshot = snapshot;
    this.each = each;
  }

  /**
   * Hands over each bucket.
   *
   * @param aggregation of Elasticsearch, as JSON, that makes buckets of the blocks
   */
  static void read(Snapshot snapshot, BlockFilter filter, String aggregation, Bucket each)
      throws IOException {
    String body =
        "\"size\":0,\"query\":" + filter.json() + ",\"aggs\":{\"found\":" + aggregation + "}";
    BlockBuckets buckets = new BlockBuckets(snapshot, each);
    JsonAnswer.read(
        snapshot.search(body),
        answer -> {
          JsonAnswer.fields(answer, buckets::readField);
          return true;
        });
  }

  private void readField(String name, JsonParser value) throws IOException {
    switch (name) {
      case "pit_id" -> snapshot.renew(value.getText());
      case "timed_out" ->
          JsonAnswer.expect(!value.getBooleanValue(), "the search timed out on some shards");
      case "aggregations" ->
          JsonAnswer.fields(value, (found, buckets) -> JsonAnswer.fields(buckets, this::readList));
      default -> value.skipChildren();
    }
  }

  private void readList(String field, JsonParser list) throws IOException {
    if (!field.equals("buckets")) {
      list.skipChildren();
      return;
    }
    while (list.nextToken() == JsonToken.START_OBJECT) {
      each.read(list);
    }
    JsonAnswer.expect(list.currentToken() == JsonToken.END_ARRAY, "a list of buckets breaks off");
  }
}
