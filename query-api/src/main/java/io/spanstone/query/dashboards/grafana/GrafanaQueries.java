package io.spanstone.query.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanstone.query.dashboards.QueryTexts;
import io.spanstone.query.request.InvalidValueException;
import java.util.Set;

/** The queries of panels of Grafana's: those that we can answer. */
final class GrafanaQueries {
  private static final Set<String> LEGENDS_OF_ITS_OWN = Set.of("__auto", "");
  private static final int MAX_QUERIES = 10;
  private static final int MAX_TEXT = 200;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Notes notes;
  private final QueryTexts texts;

  GrafanaQueries(Notes notes, QueryTexts texts) {
    this.notes = notes;
    this.texts = texts;
  }

  /** Puts in the queries in PromQL; false, and a note, if there is none. */
  boolean promql(JsonNode from, String where, ObjectNode panel) {
    ArrayNode queries = JSON.arrayNode();
    for (JsonNode target : from.path("targets")) {
      String letter = target.path("refId").asText("?");
      String expr = GrafanaTexts.query(GrafanaTexts.text(target, "expr")).strip();
      String fault = fault(from, target, expr);
      if (fault.isEmpty() && queries.size() == MAX_QUERIES) {
        fault = "there are more than " + MAX_QUERIES;
      }
      if (!fault.isEmpty()) {
        notes.add(where, "loses query %s: %s".formatted(letter, fault));
        continue;
      }
      ObjectNode query = queries.addObject().put("expr", expr);
      String legend = GrafanaTexts.text(target, "legendFormat", MAX_TEXT);
      if (!LEGENDS_OF_ITS_OWN.contains(legend)) {
        query.put("legend", legend);
      }
      if (target.path("hide").asBoolean()) {
        notes.add(where, "shows query %s, which was hidden".formatted(letter));
      }
    }
    if (queries.isEmpty()) {
      notes.add(where, "is left out: it has no query in PromQL that can be asked here");
      return false;
    }
    panel.set("queries", queries);
    return true;
  }

  /** What Grafana asks Loki for is another language: the panel is kept, and shows all records. */
  boolean logs(JsonNode from, String where, ObjectNode panel) {
    String expr = GrafanaTexts.text(from.path("targets").path(0), "expr");
    notes.add(where, "shows all log records: its query is of another language: " + expr);
    panel.put("logQuery", "");
    return true;
  }

  private String fault(JsonNode panel, JsonNode target, String expr) {
    JsonNode source =
        target.has("datasource") ? target.get("datasource") : panel.path("datasource");
    String kind = GrafanaTexts.text(source, "type");
    if (!kind.isEmpty() && !kind.equals("prometheus") && !kind.startsWith("$")) {
      return "its data come from '%s'".formatted(kind);
    }
    if (expr.isEmpty()) {
      return "it has no expression";
    }
    if (GrafanaTexts.needsMillis(expr)) {
      return "lengths of time in milliseconds are not known here";
    }
    try {
      String unused = texts.promql(expr);
      return "";
    } catch (InvalidValueException e) {
      return "%s in %s".formatted(e.getMessage(), expr);
    }
  }
}
