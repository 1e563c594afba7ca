package io.spanstone.query.dashboards;

import io.spanstone.query.request.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the variables of a board. */
final class VariableFields {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
  private static final int MAX_VARIABLES = 20;
  private static final int MAX_NAME = 50;
  private static final int MAX_VALUES = 100;

  private VariableFields() {}

  /** The variables of a dashboard. */
  static List<Variable> readAll(JsonFields dashboard) {
    List<Variable> variables = new ArrayList<>();
    for (JsonFields each : DashboardFields.some(dashboard, "variables", MAX_VARIABLES)) {
      variables.add(read(each, variables));
    }
    return variables;
  }

  private static Variable read(JsonFields fields, List<Variable> before) {
    String name = fields.text("name");
    if (!name.isEmpty() && (!NAME.matcher(name).matches() || name.length() > MAX_NAME)) {
      fields.fault(
          "name",
          "must be made of letters, digits and _, begin with a letter, and have at most %d characters"
              .formatted(MAX_NAME));
    } else if (before.stream().anyMatch(each -> each.name().equals(name))) {
      fields.fault("name", "is that of another variable; give each a name of its own");
    }
    List<String> values = fields.texts("values");
    String label = fields.optional("label", DashboardFields.text(DashboardFields.MAX_TITLE), "");
    String match = fields.optional("match", QueryTexts::selector, "");
    if (fields.has("label") == (values != null)) {
      fields.fault(
          "label",
          fields.has("label")
              ? "is given beside values; give one of the two"
              : "is missing; give the label whose values there are to choose from, or values");
    }
    if (fields.has("match") && !fields.has("label")) {
      fields.fault("match", "goes with label only; leave it out");
    }
    if (values != null) {
      checkValues(fields, values);
    }
    return new Variable(
        name,
        fields.optional("title", DashboardFields.text(DashboardFields.MAX_TITLE), ""),
        label,
        match,
        values == null ? List.of() : values,
        fields.optional("default", DashboardFields.text(DashboardFields.MAX_TITLE), ""),
        fields.flag("multi", false));
  }

  private static void checkValues(JsonFields fields, List<String> values) {
    if (values.isEmpty() || values.size() > MAX_VALUES) {
      fields.fault("values", "must be 1 to %d".formatted(MAX_VALUES));
    }
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      if (value.isBlank() || value.length() > DashboardFields.MAX_TITLE) {
        fields.fault(
            "values[" + i + "]",
            "must have 1 to %d characters".formatted(DashboardFields.MAX_TITLE));
      }
    }
  }
}
