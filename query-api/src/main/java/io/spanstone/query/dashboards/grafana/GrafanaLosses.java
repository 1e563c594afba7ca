package io.spanstone.query.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What panels of Grafana's have that ours do not. */
final class GrafanaLosses {
  private static final Set<String> LAST = Set.of("last", "lastNotNull", "current", "");

  private final Notes notes;

  GrafanaLosses(Notes notes) {
    this.notes = notes;
  }

  /** Notes what of a panel that is carried over is lost. */
  void tell(JsonNode panel, String where) {
    JsonNode config = panel.path("fieldConfig");
    JsonNode defaults = config.path("defaults");
    tellIf(isGiven(panel, "transformations"), where, "has transformations, which are left out");
    tellIf(
        isGiven(config, "overrides") || isGiven(panel, "seriesOverrides"),
        where,
        "has overrides of single series, which are left out");
    tellIf(
        isGiven(panel, "repeat"),
        where,
        "is repeated for each value of a variable; here it is one panel");
    tellIf(isGiven(panel, "alert"), where, "has an alert; make a rule of it under /alerts");
    tellIf(isGiven(panel, "links"), where, "has links, which are left out");
    tellIf(
        isGiven(panel, "timeFrom") || isGiven(panel, "timeShift"),
        where,
        "has a time range of its own, which is left out");
    tellIf(isGiven(panel, "interval"), where, "has a least step, which is left out");
    tellIf(isStacked(panel, defaults), where, "is stacked; here its lines are drawn as they are");
    tellIf(isGiven(defaults, "mappings"), where, "shows texts for values; here they are numbers");
    tellIf(
        defaults.path("min").isNumber() || defaults.path("max").isNumber(),
        where,
        "has limits of its axis, which are left out");
    String calculation =
        panel.path("options").path("reduceOptions").path("calcs").path(0).asText("");
    tellIf(
        !LAST.contains(calculation) && !panel.path("type").asText().equals("table"),
        where,
        "shows the %s of each series; here it is the last value".formatted(calculation));
  }

  private void tellIf(boolean lost, String where, String message) {
    if (lost) {
      notes.add(where, message);
    }
  }

  private static boolean isStacked(JsonNode panel, JsonNode defaults) {
    String mode = defaults.path("custom").path("stacking").path("mode").asText("none");
    return panel.path("stack").asBoolean() || !mode.equals("none");
  }

  /** Whether a field holds anything. */
  private static boolean isGiven(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? !value.textValue().isBlank() : !value.isEmpty();
  }
}
