package io.spanstone.query.dashboards;

import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads boards as clients write them; docs/reference/dashboards.md has the fields. */
final class DashboardFields {
  static final int MAX_TITLE = 200;
  static final int MAX_DESCRIPTION = 2_000;
  private static final int MAX_PANELS = 50;
  private static final List<String> RANGES = List.of("15m", "1h", "6h", "24h", "7d");
  private static final List<String> REFRESHES = List.of("5s", "15s", "60s");

  private DashboardFields() {}

  /**
   * The board that an object is. What is wrong with it is said to {@code fields}, which the caller
   * checks; a board with faults must not be used.
   */
  static Dashboard read(JsonFields fields) {
    fields.has("etag"); // what was read can be sent back
    String name = fields.text("name");
    if (name.length() > MAX_TITLE) {
      fields.fault("name", "must have at most " + MAX_TITLE + " characters");
    }
    List<Variable> variables = VariableFields.readAll(fields);
    QueryTexts texts = new QueryTexts(variables);
    List<Panel> panels = new ArrayList<>();
    for (JsonFields each : some(fields, "panels", MAX_PANELS)) {
      panels.add(PanelFields.read(each, texts));
    }
    return new Dashboard(
        fields.optional("id", Parsers::text, ""),
        name,
        fields.optional("description", text(MAX_DESCRIPTION), ""),
        variables,
        fields.optional("range", oneOf(RANGES), ""),
        fields.optional("refresh", oneOf(REFRESHES), ""),
        panels,
        fields.optional("updatedAt", Parsers::time, Instant.EPOCH));
  }

  /** The objects of a list that may be absent. */
  static List<JsonFields> some(JsonFields fields, String name, int most) {
    List<JsonFields> all = fields.objects(name);
    if (all != null && all.size() > most) {
      fields.fault(name, "must be at most %d, not %d".formatted(most, all.size()));
    }
    return all == null ? List.of() : all;
  }

  /** Takes a text of some length. */
  static Parameters.Parser<String> text(int most) {
    return text -> {
      if (text.length() > most) {
        throw new InvalidValueException("must have at most " + most + " characters");
      }
      return text;
    };
  }

  /** Takes one of these. */
  static Parameters.Parser<String> oneOf(List<String> choices) {
    return text -> {
      if (!choices.contains(text)) {
        throw new InvalidValueException(
            "must be one of %s, not '%s'".formatted(String.join(", ", choices), text));
      }
      return text;
    };
  }
}
