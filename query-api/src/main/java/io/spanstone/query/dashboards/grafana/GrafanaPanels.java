package io.spanstone.query.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The panels of a dashboard of Grafana's, in reading order. */
final class GrafanaPanels {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("timeseries", "timeseries"),
          Map.entry("graph", "timeseries"),
          Map.entry("stat", "stat"),
          Map.entry("singlestat", "stat"),
          Map.entry("gauge", "stat"),
          Map.entry("bargauge", "stat"),
          Map.entry("table", "table"),
          Map.entry("table-old", "table"),
          Map.entry("logs", "logs"));
  private static final int MAX_PANELS = 50;
  private static final int MAX_TEXT = 200;
  private static final int MAX_DESCRIPTION = 2_000;
  private static final int GRAFANA_COLUMNS = 24;
  private static final int COLUMNS = 12;
  private static final int MOST_HEIGHT = 24;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Notes notes;
  private final GrafanaQueries queries;

  GrafanaPanels(Notes notes, GrafanaQueries queries) {
    this.notes = notes;
    this.queries = queries;
  }

  ArrayNode of(JsonNode dashboard) {
    ArrayNode panels = JSON.arrayNode();
    int left = 0;
    for (JsonNode each : inOrder(dashboard)) {
      ObjectNode panel = panel(each);
      if (panel != null && panels.size() < MAX_PANELS) {
        panels.add(panel);
      } else if (panel != null) {
        left++;
      }
    }
    if (left > 0) {
      notes.add(
          "dashboard",
          "has more than %d panels; the last %d are left out".formatted(MAX_PANELS, left));
    }
    return panels;
  }

  private List<JsonNode> inOrder(JsonNode dashboard) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode row : dashboard.path("rows")) { // as it was before Grafana 5
      rowTitle(row);
      row.path("panels").forEach(all::add);
    }
    List<JsonNode> placed = new ArrayList<>();
    dashboard.path("panels").forEach(placed::add);
    placed.sort(
        Comparator.<JsonNode>comparingInt(each -> each.path("gridPos").path("y").asInt())
            .thenComparingInt(each -> each.path("gridPos").path("x").asInt()));
    for (JsonNode each : placed) {
      if (each.path("type").asText().equals("row")) {
        rowTitle(each);
        each.path("panels").forEach(all::add); // of one that is folded
      } else {
        all.add(each);
      }
    }
    return all;
  }

  private void rowTitle(JsonNode row) {
    String title = GrafanaTexts.text(row, "title");
    if (!title.isBlank()) {
      notes.add(title, "is a row: its panels are here, its title is left out");
    }
  }

  private @Nullable ObjectNode panel(JsonNode from) {
    String title = GrafanaTexts.text(from, "title", MAX_TEXT);
    String where = title.isEmpty() ? "panel " + from.path("id").asText("without a title") : title;
    String type = TYPES.get(GrafanaTexts.text(from, "type"));
    if (type == null) {
      notes.add(
          where,
          "is left out: panels of type '%s' are not known here"
              .formatted(
                  from.path("libraryPanel").isObject() ? "library" : from.path("type").asText()));
      return null;
    }
    ObjectNode panel = JSON.objectNode();
    put(panel, "title", GrafanaTexts.query(title));
    put(panel, "description", GrafanaTexts.text(from, "description", MAX_DESCRIPTION));
    panel.put("type", type);
    size(from, panel);
    if (type.equals("logs")) {
      return queries.logs(from, where, panel) ? panel : null;
    }
    if (!queries.promql(from, where, panel)) {
      return null;
    }
    JsonNode defaults = from.path("fieldConfig").path("defaults");
    unit(from, defaults, where, panel);
    panel.set("thresholds", thresholds(defaults.path("thresholds"), where));
    new GrafanaLosses(notes).tell(from, where);
    return panel;
  }

  private static void size(JsonNode from, ObjectNode panel) {
    JsonNode place = from.path("gridPos");
    int width =
        place.has("w")
            ? place.path("w").asInt() * COLUMNS / GRAFANA_COLUMNS
            : from.path("span").asInt(COLUMNS / 2);
    panel.put("width", Math.max(1, Math.min(COLUMNS, width)));
    panel.put("height", Math.max(2, Math.min(MOST_HEIGHT, place.path("h").asInt(6))));
  }

  private void unit(JsonNode from, JsonNode defaults, String where, ObjectNode panel) {
    String unit = GrafanaTexts.text(defaults, "unit");
    if (unit.isEmpty()) {
      unit = GrafanaTexts.text(from.path("yaxes").path(0), "format");
    }
    if (unit.isEmpty()) {
      unit = GrafanaTexts.text(from, "format");
    }
    String ours = GrafanaUnits.ours(unit);
    put(panel, "unit", ours);
    if (!unit.isEmpty() && ours.isEmpty()) {
      notes.add(where, "has the unit '%s', which is not known here".formatted(unit));
    }
  }

  private ArrayNode thresholds(JsonNode from, String where) {
    ArrayNode thresholds = JSON.arrayNode();
    if (from.path("mode").asText().equals("percentage") && from.path("steps").size() > 1) {
      notes.add(where, "has thresholds in percent of its range, which are left out");
      return thresholds;
    }
    for (JsonNode step : from.path("steps")) {
      String level = level(step.path("color").asText());
      if (step.path("value").isNumber() && !level.isEmpty() && thresholds.size() < 10) {
        thresholds.addObject().put("level", level).set("value", step.get("value"));
      } else if (step.path("value").isNumber()) {
        notes.add(
            where, "has a threshold in " + step.path("color").asText() + ", which is left out");
      }
    }
    return thresholds;
  }

  private static String level(String color) {
    if (color.contains("red")) {
      return "critical";
    }
    if (color.contains("orange") || color.contains("yellow")) {
      return "warning";
    }
    return color.contains("green") ? "good" : "";
  }

  private static void put(ObjectNode object, String field, String text) {
    if (!text.isBlank()) {
      object.put(field, text);
    }
  }
}
