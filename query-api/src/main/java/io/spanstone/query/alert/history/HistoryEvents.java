package io.spanstone.query.alert.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertJson;
import io.spanstone.query.alert.HistoryEntry;
import io.spanstone.query.alert.Transition;
import io.spanstone.storage.document.Event;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is written down of transitions and of what people did. */
final class HistoryEvents {
  static final String TRANSITION = term("entry", "transition");
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_TERM = 300;

  private HistoryEvents() {}

  static Event of(Transition transition, Instant now) {
    Alert alert = transition.alert();
    List<String> terms = terms(alert);
    terms.add(term("kind", alert.state().id()));
    terms.add(TRANSITION);
    String json =
        object(
            out -> {
              out.writeStringField("kind", alert.state().id());
              AlertJson.writeFields(out, transition);
            });
    return new Event(transition.id(), alert.activeAt(), transition.at(), now, terms, json);
  }

  static Event of(HistoryEntry entry, Instant now) {
    Alert alert = entry.alert();
    List<String> terms = alert == null ? new ArrayList<>() : terms(alert);
    if (alert == null) {
      terms.add(term("alertId", entry.alertId()));
    }
    terms.add(term("kind", entry.kind()));
    String silence = entry.silenceId() == null ? "" : entry.silenceId();
    String id =
        String.join(
            "-", entry.alertId(), entry.kind(), silence, Long.toString(entry.at().toEpochMilli()));
    return new Event(id, entry.at(), entry.at(), now, terms, json(entry));
  }

  static String term(String name, String value) {
    String whole = name + "=" + value;
    return whole.length() <= MAX_TERM ? whole : whole.substring(0, MAX_TERM);
  }

  private static String json(HistoryEntry entry) {
    return object(
        out -> {
          out.writeStringField("kind", entry.kind());
          Alert alert = entry.alert();
          if (alert == null) {
            out.writeStringField("id", entry.alertId());
          } else {
            AlertJson.writeFields(out, alert);
          }
          out.writeStringField("at", entry.at().toString());
          out.writeStringField("by", entry.by());
          out.writeStringField("comment", entry.comment());
          if (entry.silenceId() != null) {
            out.writeStringField("silenceId", entry.silenceId());
          }
        });
  }

  static List<String> terms(Alert alert) {
    Map<String, String> labels = alert.labels();
    List<String> terms = new ArrayList<>();
    terms.add(term("alertId", alert.id()));
    terms.add(term("ruleId", alert.ruleId()));
    terms.add(term("name", alert.name()));
    terms.add(term("severity", alert.severity()));
    String service = labels.getOrDefault("service_name", "");
    if (!service.isEmpty()) {
      String namespace = labels.getOrDefault("service_namespace", "");
      terms.add(term("service", service));
      if (!namespace.isEmpty()) {
        terms.add(term("service", namespace + "/" + service));
      }
    }
    return terms;
  }

  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static String object(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return text.toString();
  }
}
