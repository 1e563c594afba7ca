package io.spanstone.query.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HttpStatus;
import io.spanstone.query.dashboards.QueryTexts;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.util.List;
import java.util.Map;

/**
 * One of ours, made of one of Grafana's.
 *
 * @param dashboard as it may be posted
 * @param notes what could not be had of it
 */
record GrafanaDashboard(ObjectNode dashboard, List<Notes.Note> notes) {
  /** Fields of which each dashboard has one at least. */
  private static final List<String> MARKS = List.of("title", "panels", "rows", "templating");

  private static final int MAX_TEXT = 200;
  private static final int MAX_DESCRIPTION = 2_000;
  private static final Map<String, String> RANGES =
      Map.of(
          "now-15m", "15m",
          "now-30m", "1h",
          "now-1h", "1h",
          "now-3h", "6h",
          "now-6h", "6h",
          "now-12h", "24h",
          "now-24h", "24h",
          "now-1d", "24h",
          "now-7d", "7d");
  private static final Map<String, String> REFRESHES =
      Map.of("5s", "5s", "10s", "15s", "15s", "15s", "30s", "60s", "1m", "60s");

  /**
   * The dashboard in an object that was sent: it itself, or the answer of Grafana's API that has it
   * in {@code dashboard}, or a resource of Grafana 12 that has it in {@code spec}.
   *
   * @throws ProblemException if there is none
   */
  static JsonNode checked(JsonNode json) {
    JsonNode from = unwrapped(json);
    if (from.has("elements")) {
      throw refusal(
          "has elements instead of panels, as Grafana's second schema has; export it as 'Classic'");
    }
    if (MARKS.stream().noneMatch(from::has)) {
      throw refusal(
          "has none of %s, so it is no dashboard of Grafana's; send the JSON that its export gives"
              .formatted(String.join(", ", MARKS)));
    }
    for (String list : List.of("panels", "rows")) {
      if (from.hasNonNull(list) && !from.get(list).isArray()) {
        throw refusal(
            "has " + list + " that are no list; send the JSON that Grafana's export gives");
      }
    }
    return from;
  }

  private static JsonNode unwrapped(JsonNode json) {
    for (String wrapper : List.of("dashboard", "spec")) {
      if (json.path(wrapper).isObject()) {
        return json.get(wrapper);
      }
    }
    return json;
  }

  /**
   * Converts.
   *
   * @param from what {@link #checked} gave
   */
  static GrafanaDashboard of(JsonNode from) {
    Notes notes = new Notes();
    ObjectNode dashboard = JsonNodeFactory.instance.objectNode();
    String title = GrafanaTexts.text(from, "title", MAX_TEXT);
    dashboard.put("name", title.isEmpty() ? "Grafana" : title);
    put(dashboard, "description", GrafanaTexts.text(from, "description", MAX_DESCRIPTION));
    String begins = GrafanaTexts.text(from.path("time"), "from");
    putNearest(dashboard, "range", begins, RANGES.getOrDefault(begins, ""), notes);
    String refresh = GrafanaTexts.text(from, "refresh");
    putNearest(dashboard, "refresh", refresh, REFRESHES.getOrDefault(refresh, ""), notes);
    ArrayNode variables = new GrafanaVariables(notes).of(from.path("templating"));
    QueryTexts texts = QueryTexts.ofVariables(variables);
    dashboard.set("variables", variables);
    dashboard.set("panels", new GrafanaPanels(notes, new GrafanaQueries(notes, texts)).of(from));
    for (JsonNode each : from.path("annotations").path("list")) {
      if (!each.path("builtIn").asBoolean()) {
        notes.add(each.path("name").asText(), "marks events, which is left out");
      }
    }
    if (!from.path("links").isEmpty()) {
      notes.add(title, "has links to other dashboards, which are left out");
    }
    return new GrafanaDashboard(dashboard, notes.all());
  }

  private static ProblemException refusal(String fault) {
    return new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "the body " + fault));
  }

  private static void putNearest(
      ObjectNode dashboard, String field, String theirs, String ours, Notes notes) {
    put(dashboard, field, ours);
    if (!theirs.isEmpty() && !theirs.replace("now-", "").equals(ours)) {
      notes.add(
          field,
          "is %s at first; here %s".formatted(theirs, ours.isEmpty() ? "there is none" : ours));
    }
  }

  private static void put(ObjectNode object, String field, String text) {
    if (!text.isBlank()) {
      object.put(field, text);
    }
  }
}
