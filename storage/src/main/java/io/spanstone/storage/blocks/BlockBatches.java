package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.block.BlockFields;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.metrics.BlockBatch;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which blocks came together: asked of doc values alone, so that no block is read. */
final class BlockBatches {
  private static final int MAX_BATCHES = 5_000;

  private static final String AGGREGATION =
      """
      {"composite":{"size":%d,"sources":[
      {"index":{"terms":{"field":"_index"}}},
      {"collector":{"terms":{"field":"%s","missing_bucket":true}}},
      {"rollup":{"terms":{"field":"%s","missing_bucket":true}}},
      {"time":{"terms":{"field":"%s","missing_bucket":true}}}]},
      "aggs":{"min":{"min":{"field":"%s"}},"max":{"max":{"field":"%s"}}}}
      """
          .formatted(
              MAX_BATCHES,
              BlockFields.COLLECTOR,
              BlockFields.ROLLUP,
              BlockFields.INGEST_TIME,
              BlockFields.MIN_TIME,
              BlockFields.MAX_TIME);

  private String index = "";
  private String collector = "";
  private String rollup = "";
  private long ingestTime;
  private long minTime;
  private long maxTime;

  private BlockBatches() {}

  /** The batches; nothing if there are too many. */
  static Optional<List<BlockBatch>> read(Snapshot snapshot, BlockFilter filter) throws IOException {
    List<BlockBatch> batches = new ArrayList<>();
    BlockBuckets.read(
        snapshot, filter, AGGREGATION, bucket -> batches.add(new BlockBatches().batch(bucket)));
    return batches.size() < MAX_BATCHES ? Optional.of(batches) : Optional.empty();
  }

  private BlockBatch batch(JsonParser bucket) throws IOException {
    JsonAnswer.fields(bucket, this::readField);
    return new BlockBatch(index, collector, rollup, ingestTime, minTime, maxTime);
  }

  private void readField(String name, JsonParser value) throws IOException {
    switch (name) {
      case "key" -> JsonAnswer.fields(value, this::readKey);
      case "min" -> minTime = time(value);
      case "max" -> maxTime = time(value);
      default -> value.skipChildren();
    }
  }

  private void readKey(String name, JsonParser value) throws IOException {
    if (value.currentToken() == JsonToken.VALUE_NULL) {
      return; // such as the roll-up of blocks as received
    }
    switch (name) {
      case "index" -> index = value.getText();
      case "collector" -> collector = value.getText();
      case "rollup" -> rollup = value.getText();
      case "time" -> ingestTime = value.getLongValue();
      default -> value.skipChildren();
    }
  }

  private static long time(JsonParser aggregation) throws IOException {
    long[] time = {0};
    JsonAnswer.fields(aggregation, (name, value) -> time[0] = (long) value.getDoubleValue());
    return time[0];
  }
}
