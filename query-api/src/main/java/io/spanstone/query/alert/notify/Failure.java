package io.spanstone.query.alert.notify;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A receiver did not take a notice, and will be asked again.
 *
 * @param at when it was asked last
 * @param status that it answered, of HTTP or of SMTP; null if it did not
 * @param detail what it answered, or why there is no answer
 * @param attempts how often in a row
 * @param retryAt it is not asked again before
 */
public record Failure(
    Instant at, @Nullable Integer status, String detail, int attempts, Instant retryAt) {

  /** Writes the field {@code failure}, for storage and for clients alike. */
  public void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("failure");
    json.writeStringField("at", at.toString());
    if (status != null) {
      json.writeNumberField("status", status);
    }
    json.writeStringField("detail", detail);
    json.writeNumberField("attempts", attempts);
    json.writeStringField("retryAt", retryAt.toString());
    json.writeEndObject();
  }

  /** What {@link #write} wrote into this object; null if it did not. */
  static @Nullable Failure read(JsonNode object) {
    JsonNode json = object.path("failure");
    if (json.isMissingNode()) {
      return null;
    }
    return new Failure(
        Instant.parse(json.path("at").asText()),
        json.has("status") ? json.get("status").asInt() : null,
        json.path("detail").asText(),
        json.path("attempts").asInt(),
        Instant.parse(json.path("retryAt").asText()));
  }
}
