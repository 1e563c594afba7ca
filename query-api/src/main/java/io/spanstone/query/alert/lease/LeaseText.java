package io.spanstone.query.alert.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.spanstone.storage.document.Document;
import java.io.IOException;

/**
 * What stands in the document of a lease.
 *
 * @param holder empty if it is free
 */
record LeaseText(String holder, long epoch) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static LeaseText of(Document document) throws IOException {
    try {
      JsonNode json = JSON.readTree(document.json());
      return new LeaseText(json.path("holder").asText(""), json.path("epoch").asLong());
    } catch (JsonProcessingException e) {
      throw new IOException("the lease " + document.id() + " cannot be read", e);
    }
  }

  String json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("holder", holder)
        .put("epoch", epoch)
        .toString();
  }
}
