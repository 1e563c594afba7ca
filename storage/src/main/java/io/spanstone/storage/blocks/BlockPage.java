package io.spanstone.storage.blocks;

import static io.spanstone.storage.cluster.JsonAnswer.expect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.block.BlockFields;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One answer to a search for blocks. */
final class BlockPage {
  /** A block that was fetched: its payload, deflated, and its place in the order of the search. */
  static final class Hit {
    private final String id;
    private final byte[] payload;
    private final long sortTimeUnixNano;
    private final long tieBreaker;

    private Hit(String id, byte[] payload, long sortTimeUnixNano, long tieBreaker) {
      this.id = id;
      this.payload = payload;
      this.sortTimeUnixNano = sortTimeUnixNano;
      this.tieBreaker = tieBreaker;
    }

    /** The document's. */
    String id() {
      return id;
    }

    byte[] payload() {
      return payload;
    }

    /** The time that the search is ordered by: of its newest record, or of its oldest. */
    long sortTimeUnixNano() {
      return sortTimeUnixNano;
    }

    String searchAfter() {
      return "[" + sortTimeUnixNano + "," + tieBreaker + "]";
    }
  }

  private final List<Hit> hits = new ArrayList<>();
  private String snapshotId = "";

  private BlockPage() {}

  static BlockPage read(byte[] answer) throws StorageException {
    BlockPage page = new BlockPage();
    return JsonAnswer.read(
        answer,
        body -> {
          JsonAnswer.fields(body, page::readField);
          expect(!page.snapshotId.isEmpty(), "a search without its point in time");
          return page;
        });
  }

  List<Hit> hits() {
    return hits;
  }

  /** The id by which the snapshot is to be asked from now on. */
  String snapshotId() {
    return snapshotId;
  }

  private void readField(String name, JsonParser value) throws IOException {
    switch (name) {
      case "pit_id" -> snapshotId = value.getText();
      case "timed_out" -> expect(!value.getBooleanValue(), "the search timed out on some shards");
      case "_shards" -> JsonAnswer.fields(value, BlockPage::checkShards);
      case "hits" -> JsonAnswer.fields(value, this::readHits);
      default -> value.skipChildren();
    }
  }

  private static void checkShards(String name, JsonParser value) throws IOException {
    if (name.equals("failed")) {
      expect(value.getIntValue() == 0, "the search failed on some shards");
    }
    value.skipChildren();
  }

  private void readHits(String name, JsonParser value) throws IOException {
    if (!name.equals("hits")) {
      value.skipChildren();
      return;
    }
    while (value.nextToken() == JsonToken.START_OBJECT) {
      hits.add(readHit(value));
    }
    expect(value.currentToken() == JsonToken.END_ARRAY, "a list of hits breaks off");
  }

  private static Hit readHit(JsonParser parser) throws IOException {
    String[] id = {""};
    byte[][] payload = {null};
    List<Long> sort = new ArrayList<>();
    JsonAnswer.fields(
        parser,
        (name, value) -> {
          switch (name) {
            case "_id" -> id[0] = value.getText();
            case "fields" -> payload[0] = readPayload(value);
            case "sort" -> readSort(value, sort);
            default -> value.skipChildren();
          }
        });
    expect(payload[0] != null && sort.size() == 2, "a block without payload or place");
    return new Hit(id[0], payload[0], sort.get(0), sort.get(1));
  }

  /** The payload among the fields that the parser is at the start of. */
  static byte[] readPayload(JsonParser parser) throws IOException {
    byte[][] payload = {new byte[0]};
    JsonAnswer.fields(
        parser,
        (name, value) -> {
          if (name.equals(BlockFields.PAYLOAD)) {
            expect(value.nextToken() == JsonToken.VALUE_STRING, "a payload that is no string");
            payload[0] = value.getBinaryValue();
            expect(value.nextToken() == JsonToken.END_ARRAY, "a block with two payloads");
          } else {
            value.skipChildren();
          }
        });
    return payload[0];
  }

  private static void readSort(JsonParser parser, List<Long> sort) throws IOException {
    while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      sort.add(parser.getLongValue());
    }
    expect(parser.currentToken() == JsonToken.END_ARRAY, "a place that is not made of numbers");
  }
}
