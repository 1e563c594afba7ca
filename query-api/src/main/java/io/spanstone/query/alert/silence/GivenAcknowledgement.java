package io.spanstone.query.alert.silence;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.Parsers;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import java.time.Instant;

/**
 * An acknowledgement and what it is of: one life of an alert, so that it does not hold for the next
 * one.
 *
 * @param activeAt when that life began
 */
record GivenAcknowledgement(
    String alertId, Instant activeAt, Acknowledgement given, DocumentVersion version) {
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

  /** Throws {@link io.spanstone.query.problem.ProblemException} if it cannot be read. */
  static GivenAcknowledgement read(Document document, JsonFields fields) {
    Instant activeAt = time(fields, "activeAt");
    Acknowledgement given =
        new Acknowledgement(
            fields.textOrEmpty("by"), fields.textOrEmpty("comment"), time(fields, "at"));
    fields.check();
    return new GivenAcknowledgement(document.id(), activeAt, given, document.version());
  }

  private static Instant time(JsonFields fields, String name) {
    return fields.text(name).isEmpty()
        ? Instant.EPOCH
        : fields.optional(name, Parsers::time, Instant.EPOCH);
  }
}
