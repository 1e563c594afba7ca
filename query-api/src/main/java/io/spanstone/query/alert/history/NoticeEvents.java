package io.spanstone.query.alert.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertJson;
import io.spanstone.query.alert.NoticeEntry;
import io.spanstone.storage.document.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is written down of notices: one event for each, and one before if it was not taken at once.
 */
final class NoticeEvents {
  /** By no more terms can an event be found, less those that each has. */
  private static final int MOST_TERMS = 190;

  private static final int MOST_NAMED = 50;

  private NoticeEvents() {}

  static Event of(NoticeEntry entry, Instant now) {
    Set<String> terms = new LinkedHashSet<>();
    terms.add(HistoryEvents.term("kind", entry.kind()));
    terms.add(HistoryEvents.term("notifier", entry.notifierId()));
    for (Alert alert : entry.alerts()) {
      List<String> more = HistoryEvents.terms(alert);
      if (terms.size() + more.size() <= MOST_TERMS) {
        terms.addAll(more);
      }
    }
    Instant first =
        entry.alerts().stream().map(Alert::activeAt).min(Instant::compareTo).orElse(entry.at());
    return new Event(
        entry.noticeId() + "-" + entry.kind(),
        first,
        entry.at(),
        now,
        new ArrayList<>(terms),
        HistoryEvents.object(json -> write(json, entry)));
  }

  private static void write(JsonGenerator json, NoticeEntry entry) throws IOException {
    json.writeStringField("kind", entry.kind());
    if (entry.alerts().size() == 1) {
      AlertJson.writeFields(json, entry.alerts().get(0));
    } else {
      json.writeStringField("id", "");
    }
    json.writeStringField("at", entry.at().toString());
    json.writeObjectFieldStart("notice");
    json.writeStringField("id", entry.noticeId());
    json.writeObjectFieldStart("notifier");
    json.writeStringField("id", entry.notifierId());
    json.writeStringField("name", entry.notifierName());
    json.writeStringField("type", entry.notifierType());
    json.writeEndObject();
    if (entry.status() != null) {
      json.writeNumberField("status", entry.status());
    }
    json.writeStringField("detail", entry.detail());
    json.writeNumberField("alertCount", entry.alerts().size());
    json.writeArrayFieldStart("alerts");
    for (Alert alert : entry.alerts().stream().limit(MOST_NAMED).toList()) {
      json.writeStartObject();
      json.writeStringField("id", alert.id());
      json.writeStringField("name", alert.name());
      json.writeStringField("state", alert.state().id());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
