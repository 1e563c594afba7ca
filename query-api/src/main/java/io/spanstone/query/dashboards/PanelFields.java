package io.spanstone.query.dashboards;

import io.spanstone.query.request.JsonFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Reads the panels of a board. */
final class PanelFields {
  /** As the pages know them. */
  static final List<String> UNITS =
      List.of(
          "none",
          "seconds",
          "milliseconds",
          "bytes",
          "ratio",
          "percent",
          "perSecond",
          "bytesPerSecond");

  static final List<String> LEVELS = List.of("good", "warning", "critical");

  private static final List<String> TYPES =
      Arrays.stream(Panel.Type.values()).map(type -> type.name().toLowerCase(Locale.ROOT)).toList();
  private static final int COLUMNS = 12;
  private static final int LEAST_HEIGHT = 2;
  private static final int MOST_HEIGHT = 24;
  private static final int MAX_QUERIES = 10;
  private static final int MAX_THRESHOLDS = 10;

  private final JsonFields fields;
  private final QueryTexts texts;

  private PanelFields(JsonFields fields, QueryTexts texts) {
    this.fields = fields;
    this.texts = texts;
  }

  static Panel read(JsonFields fields, QueryTexts texts) {
    return new PanelFields(fields, texts).read();
  }

  private Panel read() {
    Panel.Type type = type();
    boolean logs = type == Panel.Type.LOGS;
    boolean stat = type == Panel.Type.STAT;
    return new Panel(
        fields.optional("title", DashboardFields.text(DashboardFields.MAX_TITLE), ""),
        fields.optional("description", DashboardFields.text(DashboardFields.MAX_DESCRIPTION), ""),
        type,
        fields.number("width", 1, COLUMNS, stat ? 3 : logs ? COLUMNS : 6),
        fields.number("height", LEAST_HEIGHT, MOST_HEIGHT, stat ? 3 : 6),
        fields.optional("unit", DashboardFields.oneOf(UNITS), ""),
        logs ? noQueries() : queries(),
        logs ? logQuery() : noLogQuery(),
        logs ? noThresholds() : thresholds());
  }

  private Panel.Type type() {
    String type = fields.optional("type", DashboardFields.oneOf(TYPES));
    if (type == null && !fields.has("type")) {
      fields.fault("type", "is missing; give one of " + String.join(", ", TYPES));
    }
    if (type == null) {
      return fields.has("logQuery") ? Panel.Type.LOGS : Panel.Type.TIMESERIES;
    }
    return Panel.Type.valueOf(type.toUpperCase(Locale.ROOT));
  }

  private List<Panel.Query> queries() {
    List<JsonFields> given = DashboardFields.some(fields, "queries", MAX_QUERIES);
    if (!fields.has("queries")) {
      fields.fault("queries", "is missing; give 1 to %d".formatted(MAX_QUERIES));
    } else if (given.isEmpty()) {
      fields.fault("queries", "must be a list of 1 to %d".formatted(MAX_QUERIES));
    }
    List<Panel.Query> queries = new ArrayList<>();
    for (JsonFields each : given) {
      String expr = each.optional("expr", texts::promql);
      if (expr == null && !each.has("expr")) {
        each.fault("expr", "is missing; give PromQL");
      }
      String legend = each.optional("legend", DashboardFields.text(DashboardFields.MAX_TITLE), "");
      queries.add(new Panel.Query(expr == null ? "" : expr, legend));
    }
    return queries;
  }

  private List<Panel.Query> noQueries() {
    if (fields.has("queries")) {
      fields.fault("queries", "makes no sense for logs; give logQuery");
    }
    return List.of();
  }

  private String logQuery() {
    String text = fields.textOrEmpty("logQuery");
    if (text.isBlank()) {
      return "";
    }
    String query = fields.optional("logQuery", texts::logs);
    return query == null ? "" : query;
  }

  private String noLogQuery() {
    if (fields.has("logQuery")) {
      fields.fault("logQuery", "goes with type logs only; give queries");
    }
    return "";
  }

  private List<Panel.Threshold> noThresholds() {
    if (fields.has("thresholds")) {
      fields.fault("thresholds", "makes no sense for logs; leave it out");
    }
    return List.of();
  }

  private List<Panel.Threshold> thresholds() {
    List<Panel.Threshold> thresholds = new ArrayList<>();
    for (JsonFields each : DashboardFields.some(fields, "thresholds", MAX_THRESHOLDS)) {
      Double value = each.decimal("value");
      if (value == null && !each.has("value")) {
        each.fault("value", "is missing; give the number from which on the level holds");
      } else if (value != null && !Double.isFinite(value)) {
        each.fault("value", "must be a number that a double can hold");
      }
      String level = each.text("level");
      if (!level.isEmpty() && !LEVELS.contains(level)) {
        each.fault(
            "level", "must be one of %s, not '%s'".formatted(String.join(", ", LEVELS), level));
      }
      thresholds.add(new Panel.Threshold(value == null ? 0 : value, level));
    }
    thresholds.sort(Comparator.comparingDouble(Panel.Threshold::value));
    return thresholds;
  }
}
