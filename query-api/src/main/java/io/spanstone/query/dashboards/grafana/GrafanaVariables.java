package io.spanstone.query.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanstone.query.dashboards.QueryTexts;
import io.spanstone.query.request.InvalidValueException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables of a dashboard of Grafana's. */
final class GrafanaVariables {
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\(\\s*+(?:(.+),)?\\s*+(\\w++)\\s*+\\)", Pattern.DOTALL);
  private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,49}");
  private static final int MAX_VARIABLES = 20;
  private static final int MAX_VALUES = 100;
  private static final int MAX_TEXT = 200;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Notes notes;

  GrafanaVariables(Notes notes) {
    this.notes = notes;
  }

  ArrayNode of(JsonNode templating) {
    ArrayNode variables = JSON.arrayNode();
    for (JsonNode each : templating.path("list")) {
      String name = GrafanaTexts.text(each, "name");
      String where = "$" + name;
      String type = GrafanaTexts.text(each, "type");
      if (type.equals("datasource")) {
        continue; // there is one source of data here
      }
      if (!NAME.matcher(name).matches() || variables.size() == MAX_VARIABLES) {
        notes.add(where, "is left out: its name is none here, or there are too many variables");
        continue;
      }
      ObjectNode variable = JSON.objectNode().put("name", name);
      put(variable, "title", GrafanaTexts.text(each, "label", MAX_TEXT));
      if (read(each, type, where, variable)) {
        variables.add(variable);
      }
    }
    return variables;
  }

  private boolean read(JsonNode each, String type, String where, ObjectNode variable) {
    switch (type) {
      case "query" -> {
        return query(each, where, variable);
      }
      case "custom", "interval", "constant", "textbox" -> {
        return values(each, where, variable);
      }
      default -> {
        notes.add(where, "is left out: variables of type '%s' are not known here".formatted(type));
        return false;
      }
    }
  }

  private boolean query(JsonNode each, String where, ObjectNode variable) {
    String definition = GrafanaTexts.text(each, "definition");
    String query =
        each.path("query").isTextual()
            ? each.path("query").textValue()
            : GrafanaTexts.text(each.path("query"), "query");
    Matcher matcher = LABEL_VALUES.matcher((query.isBlank() ? definition : query).strip());
    if (!matcher.matches()) {
      notes.add(where, "is left out: only label_values(…) is known here, not " + query);
      return false;
    }
    variable.put("label", matcher.group(2));
    put(variable, "match", match(matcher.group(1), where));
    if (!GrafanaTexts.text(each, "regex").isBlank()) {
      notes.add(
          where, "offers all values: its regex " + each.path("regex").textValue() + " is left out");
    }
    boolean multi = each.path("multi").asBoolean() || each.path("includeAll").asBoolean();
    variable.put("multi", multi);
    String current = chosen(each);
    if (!multi && !current.equals("$__all")) {
      put(variable, "default", current);
    }
    return true;
  }

  /** The series whose label is meant: of a metric at least, if others cannot be told. */
  private String match(@Nullable String given, String where) {
    if (given == null) {
      return "";
    }
    String selector = given.strip();
    try {
      if (!selector.contains("$")) {
        return QueryTexts.selector(selector);
      }
    } catch (InvalidValueException e) {
      // told below
    }
    notes.add(where, "offers the values of more series: " + selector + " cannot be asked here");
    Matcher metric = METRIC.matcher(selector);
    return metric.lookingAt() ? metric.group() : "";
  }

  private boolean values(JsonNode each, String where, ObjectNode variable) {
    ArrayNode values = JSON.arrayNode();
    for (String value : GrafanaTexts.text(each, "query").split(",", -1)) {
      String plain = value.strip().replaceFirst("^.* : ", "").strip();
      if (!plain.isEmpty() && plain.length() <= MAX_TEXT && values.size() < MAX_VALUES) {
        values.add(plain);
      }
    }
    if (values.isEmpty()) {
      notes.add(where, "is left out: it has no values");
      return false;
    }
    variable.set("values", values);
    String current = chosen(each);
    for (JsonNode value : values) {
      if (value.textValue().equals(current)) {
        variable.put("default", current);
      }
    }
    variable.put("multi", each.path("multi").asBoolean());
    return true;
  }

  private static String chosen(JsonNode variable) {
    JsonNode value = variable.path("current").path("value");
    String text = value.isArray() ? value.path(0).asText() : value.asText();
    return text.length() > MAX_TEXT ? "" : text;
  }

  private static void put(ObjectNode object, String field, String text) {
    if (!text.isBlank()) {
      object.put(field, text);
    }
  }
}
