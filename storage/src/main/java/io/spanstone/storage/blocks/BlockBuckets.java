package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

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

  /**
   * The keys of the buckets.
   *
   * @param aggregation of Elasticsearch, as JSON, whose buckets have a text each
   */
  static List<String> keys(Snapshot snapshot, BlockFilter filter, String aggregation)
      throws IOException {
    List<String> keys = new ArrayList<>();
    read(
        snapshot,
        filter,
        aggregation,
        bucket ->
            JsonAnswer.fields(
                bucket,
                (name, value) -> {
                  if (name.equals("key")) {
                    keys.add(value.getText());
                  } else {
                    value.skipChildren();
                  }
                }));
    return keys;
  }

  /**
   * The least value of a field of whole numbers in blocks; by their order, since a minimum would
   * come back as a floating-point number.
   */
  static OptionalLong least(Snapshot snapshot, BlockFilter filter, String field)
      throws IOException {
    String body =
        "\"size\":1,\"_source\":false,\"track_total_hits\":false,\"query\":%s,\"sort\":[{\"%s\":\"asc\"}]"
            .formatted(filter.json(), field);
    long[] least = {0};
    boolean[] found = {false};
    JsonAnswer.read(
        snapshot.search(body),
        answer -> {
          JsonAnswer.fields(
              answer,
              (name, value) -> {
                if (name.equals("pit_id")) {
                  snapshot.renew(value.getText());
                } else if (name.equals("hits")) {
                  JsonAnswer.fields(
                      value,
                      (inner, hits) -> {
                        if (inner.equals("hits")) {
                          while (hits.nextToken() == JsonToken.START_OBJECT) {
                            least[0] = firstOfSort(hits);
                            found[0] = true;
                          }
                        } else {
                          hits.skipChildren();
                        }
                      });
                } else {
                  value.skipChildren();
                }
              });
          return true;
        });
    return found[0] ? OptionalLong.of(least[0]) : OptionalLong.empty();
  }

  private static long firstOfSort(JsonParser hit) throws IOException {
    long[] first = {0};
    JsonAnswer.fields(
        hit,
        (name, value) -> {
          if (name.equals("sort")) {
            JsonAnswer.expect(
                value.nextToken() == JsonToken.VALUE_NUMBER_INT, "a place that is no number");
            first[0] = value.getLongValue();
            while (value.nextToken() != JsonToken.END_ARRAY) {
              JsonAnswer.expect(!value.isClosed(), "a place that breaks off");
            }
          } else {
            value.skipChildren();
          }
        });
    return first[0];
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
