package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.JsonParser;
import io.spanstone.block.BlockFields;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** When each value of a field was last there: a sum over blocks, none of which is read. */
final class NewestTimes {
  private final Map<String, Long> newest = new HashMap<>();

  private NewestTimes() {}

  /**
   * For each value of the field the time of the newest record of the blocks that have it, in
   * nanoseconds since the epoch; {@code limit} values at most.
   */
  static Map<String, Long> read(Snapshot snapshot, BlockFilter filter, String field, int limit)
      throws IOException {
    String aggregation =
        "{\"terms\":{\"field\":\"%s\",\"size\":%d},\"aggs\":{\"newest\":{\"max\":{\"field\":\"%s\"}}}}"
            .formatted(field, limit, BlockFields.MAX_TIME);
    NewestTimes times = new NewestTimes();
    BlockBuckets.read(snapshot, filter, aggregation, times::add);
    return times.newest;
  }

  private void add(JsonParser bucket) throws IOException {
    String[] value = {""};
    long[] time = {0};
    JsonAnswer.fields(
        bucket,
        (name, field) -> {
          switch (name) {
            case "key" -> value[0] = field.getText();
            case "newest" ->
                JsonAnswer.fields(
                    field, (inner, number) -> time[0] = (long) number.getDoubleValue());
            default -> field.skipChildren();
          }
        });
    newest.put(value[0], time[0]);
  }
}
