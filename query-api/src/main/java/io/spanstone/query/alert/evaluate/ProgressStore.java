package io.spanstone.query.alert.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far lanes have come, and how their rules fare: one document each. Thread-safe. */
final class ProgressStore {
  private static final String KIND = "alert-progress";

  private final Documents documents;

  ProgressStore(Documents documents) {
    this.documents = documents;
  }

  /**
   * What stands in the document of a lane.
   *
   * @param until the time for which everything was evaluated
   * @param outcomes by id of the rule
   * @param version null if it was not stored yet
   */
  record Progress(
      Instant until, Map<String, RuleOutcome> outcomes, @Nullable DocumentVersion version) {}

  Optional<Progress> get(String lane) throws IOException {
    Optional<Document> document = documents.get(KIND, lane);
    return document.isEmpty() ? Optional.empty() : Optional.of(read(document.get()));
  }

  Progress save(String lane, Progress progress) throws IOException {
    String json =
        StateJson.object(
            out -> {
              out.writeStringField("until", progress.until().toString());
              out.writeObjectFieldStart("rules");
              for (Map.Entry<String, RuleOutcome> each : progress.outcomes().entrySet()) {
                RuleOutcome outcome = each.getValue();
                out.writeObjectFieldStart(each.getKey());
                if (outcome.lastEvaluation() != null) {
                  out.writeStringField("at", outcome.lastEvaluation().toString());
                }
                if (outcome.lastError() != null) {
                  out.writeStringField("error", outcome.lastError());
                }
                out.writeNumberField("nanos", outcome.durationNanos());
                out.writeNumberField("missed", outcome.missed());
                out.writeNumberField("late", outcome.late());
                if (outcome.seen() != null) {
                  out.writeNumberField("seen", outcome.seen().points());
                  out.writeNumberField("of", outcome.seen().of());
                }
                out.writeEndObject();
              }
              out.writeEndObject();
            });
    Document stored =
        progress.version() == null
            ? documents.create(KIND, lane, json)
            : documents.replace(KIND, lane, json, progress.version());
    return new Progress(progress.until(), progress.outcomes(), stored.version());
  }

  /** How all rules fare. */
  Map<String, RuleOutcome> outcomes() throws IOException {
    Map<String, RuleOutcome> all = new HashMap<>();
    for (Document document : documents.list(KIND)) {
      all.putAll(read(document).outcomes());
    }
    return all;
  }

  private static Progress read(Document document) throws IOException {
    JsonNode json = StateJson.tree(document.json());
    Map<String, RuleOutcome> outcomes = new HashMap<>();
    json.path("rules")
        .properties()
        .forEach(each -> outcomes.put(each.getKey(), outcome(each.getValue())));
    return new Progress(Instant.parse(json.path("until").asText()), outcomes, document.version());
  }

  private static RuleOutcome outcome(JsonNode json) {
    return new RuleOutcome(
        json.has("at") ? Instant.parse(json.get("at").asText()) : null,
        json.has("error") ? json.get("error").asText() : null,
        json.path("nanos").asLong(),
        json.path("missed").asLong(),
        json.path("late").asLong(),
        json.has("seen")
            ? new RuleOutcome.Seen(json.get("seen").asLong(), json.path("of").asInt())
            : null);
  }
}
