package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.storage.cluster.JsonAnswer;
import java.io.IOException;

/** Walks what a search without a snapshot found, if the answer is whole. */
final class SearchHits {

  /** Takes what it wants of one hit. */
  interface Hit {
    /** The parser is at the start of the hit's object; it must be at its end afterwards. */
    void read(JsonParser parser) throws IOException;
  }

  private SearchHits() {}

  /** The parser is at the start of the answer, and at its end afterwards. */
  static void read(JsonParser answer, Hit each) throws IOException {
    JsonAnswer.fields(
        answer,
        (name, value) -> {
          switch (name) {
            case "timed_out" ->
                JsonAnswer.expect(!value.getBooleanValue(), "the search timed out on some shards");
            case "_shards" -> JsonAnswer.fields(value, SearchHits::checkShards);
            case "hits" -> JsonAnswer.fields(value, (inner, hits) -> readList(inner, hits, each));
            default -> value.skipChildren();
          }
        });
  }

  private static void checkShards(String name, JsonParser value) throws IOException {
    if (name.equals("failed")) {
      JsonAnswer.expect(value.getIntValue() == 0, "the search failed on some shards");
    }
    value.skipChildren();
  }

  private static void readList(String name, JsonParser value, Hit each) throws IOException {
    if (!name.equals("hits")) {
      value.skipChildren();
      return;
    }
    while (value.nextToken() == JsonToken.START_OBJECT) {
      each.read(value);
    }
    JsonAnswer.expect(value.currentToken() == JsonToken.END_ARRAY, "a list of hits breaks off");
  }
}
