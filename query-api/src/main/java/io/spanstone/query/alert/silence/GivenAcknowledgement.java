package io.spanstone.query.alert.silence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An acknowledgement and what it is of: one life of an alert, so that it does not hold for the next
 * one.
 *
 * @param activeAt when that life began
 */
record GivenAcknowledgement(
    String alertId, Instant activeAt, Acknowledgement given, DocumentVersion version) {
  private static final Logger logger = LoggerFactory.getLogger(GivenAcknowledgement.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  boolean isOf(Alert alert) {
    return alert.id().equals(alertId) && alert.activeAt().equals(activeAt);
  }

  static String json(Alert alert, Acknowledgement given) {
    return JSON.createObjectNode()
        .put("activeAt", alert.activeAt().toString())
        .put("by", given.by())
        .put("comment", given.comment())
        .put("at", given.at().toString())
        .toString();
  }

  /** Nothing, and a word in the log, if it cannot be read; then nobody has taken the alert over. */
  static Optional<GivenAcknowledgement> read(Document document) throws IOException {
    JsonNode json = JSON.readTree(document.json());
    try {
      return Optional.of(
          new GivenAcknowledgement(
              document.id(),
              Instant.parse(json.path("activeAt").asText()),
              new Acknowledgement(
                  json.path("by").asText(),
                  json.path("comment").asText(),
                  Instant.parse(json.path("at").asText())),
              document.version()));
    } catch (DateTimeParseException e) {
      logger.error("The stored acknowledgement {} cannot be read: {}", document.id(), e.toString());
      return Optional.empty();
    }
  }
}
