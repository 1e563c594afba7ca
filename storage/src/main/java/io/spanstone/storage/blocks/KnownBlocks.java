package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.block.BlockFields;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.logs.LogBlocks.Known;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists blocks without reading them. Not thread-safe. */
final class KnownBlocks {
  private static final int PAGE = 5_000;

  private final Snapshot snapshot;
  private final BlockFilter filter;
  private final List<Known> known = new ArrayList<>();
  private String searchAfter = "";

  KnownBlocks(Snapshot snapshot, BlockFilter filter) {
    this.snapshot = snapshot;
    this.filter = filter;
  }

  List<Known> list() throws IOException {
    int before;
    do {
      before = known.size();
      byte[] answer = snapshot.search(body());
      JsonAnswer.read(
          answer,
          parser -> {
            JsonAnswer.fields(parser, this::readField);
            return true;
          });
    } while (known.size() - before == PAGE);
    return known;
  }

  private String body() {
    return "\"size\":"
        + PAGE
        + ",\"query\":"
        + BlockFilter.all(filter, BlockFilter.atLeast(BlockFields.INGEST_TIME, 0)).json()
        + ",\"sort\":[{\""
        + BlockFields.INGEST_TIME
        + "\":\"asc\"}],\"_source\":false,\"track_total_hits\":false"
        + searchAfter;
  }

  private void readField(String name, JsonParser value) throws IOException {
    switch (name) {
      case "pit_id" -> snapshot.renew(value.getText());
      case "timed_out" ->
          JsonAnswer.expect(!value.getBooleanValue(), "the search timed out on some shards");
      case "hits" -> JsonAnswer.fields(value, this::readHits);
      default -> value.skipChildren();
    }
  }

  private void readHits(String name, JsonParser value) throws IOException {
    if (!name.equals("hits")) {
      value.skipChildren();
      return;
    }
    while (value.nextToken() == JsonToken.START_OBJECT) {
      readHit(value);
    }
    JsonAnswer.expect(value.currentToken() == JsonToken.END_ARRAY, "a list of hits breaks off");
  }

  private void readHit(JsonParser hit) throws IOException {
    @Nullable String[] id = {null};
    List<Long> sort = new ArrayList<>();
    JsonAnswer.fields(
        hit,
        (name, value) -> {
          if (name.equals("_id")) {
            id[0] = value.getText();
          } else if (name.equals("sort")) {
            while (value.nextToken() != JsonToken.END_ARRAY) {
              sort.add(value.getLongValue());
            }
          } else {
            value.skipChildren();
          }
        });
    JsonAnswer.expect(id[0] != null && sort.size() == 2, "a block without id or place");
    known.add(new Known(String.valueOf(id[0]), sort.get(0)));
    searchAfter = ",\"search_after\":" + sort;
  }
}
