package io.spanstone.collector.pack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.block.BlockFields;
import io.spanstone.block.BlockReader;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The OTLP in the blocks of a JSON text: a document, or many in an answer. */
public final class BlockPayloads {
  private static final JsonFactory JSON = new JsonFactory();

  private BlockPayloads() {}

  public static List<Slice> in(Slice json) {
    List<Slice> payloads = new ArrayList<>();
    try (BlockReader reader = new BlockReader();
        JsonParser parser = JSON.createParser(json.array(), json.from(), json.length())) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals(BlockFields.PAYLOAD)) {
          if (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.nextToken(); // as a search gives a stored field
          }
          payloads.add(Slice.of(reader.inflate(parser.getBinaryValue()).toByteArray()));
        }
      }
      return payloads;
    } catch (IOException e) {
      throw new AssertionError("no blocks: " + json.utf8(), e);
    }
  }
}
