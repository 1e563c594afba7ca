package io.spanstone.query.request;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.storage.document.DocumentVersion;
import java.io.IOException;
import java.util.List;

/**
 * A stored document that cannot be read, because a newer version or a hand wrote it.
 *
 * @param version its ETag, with which it can be deleted
 * @param detail what is wrong with it
 */
public record Unreadable(String id, DocumentVersion version, String detail) {

  /** Writes the field {@code unreadable} of a list, unless there is none. */
  public static void write(JsonGenerator json, List<Unreadable> all) throws IOException {
    if (all.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("unreadable");
    for (Unreadable each : all) {
      json.writeStartObject();
      json.writeStringField("id", each.id());
      json.writeStringField("detail", each.detail());
      json.writeStringField("etag", each.version().etag());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
