package io.spanstone.query.alert.matcher;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.query.request.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on labels, all of which must hold; none hold for every alert. An absent label has the
 * empty value. In JSON each is an object as Alertmanager's API has it: {@code name}, {@code value},
 * {@code isRegex} (false) and {@code isEqual} (true). Immutable.
 */
public record AlertMatchers(List<LabelMatcher> matchers) {
  private static final int MOST = 50;
  private static final int LONGEST = 2_000;

  public AlertMatchers {
    matchers = List.copyOf(matchers);
  }

  /** Reads the list {@code matchers}; null if it is absent. */
  public static @Nullable AlertMatchers read(JsonFields fields) {
    List<JsonFields> objects = fields.objects("matchers");
    if (objects == null) {
      return null;
    }
    if (objects.size() > MOST) {
      fields.fault("matchers", "must be %d at most, not %d".formatted(MOST, objects.size()));
    }
    List<LabelMatcher> matchers = new ArrayList<>();
    for (JsonFields each : objects) {
      LabelMatcher matcher = readOne(each);
      if (matcher != null) {
        matchers.add(matcher);
      }
    }
    return new AlertMatchers(matchers);
  }

  public boolean match(Map<String, String> labels) {
    return matchers.stream().allMatch(each -> each.matches(labels.getOrDefault(each.name(), "")));
  }

  /** Whether an alert with no labels at all would match. */
  public boolean matchNothing() {
    return match(Map.of());
  }

  /** Writes the list {@code matchers}. */
  public void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("matchers");
    for (LabelMatcher each : matchers) {
      Operator operator = each.operator();
      json.writeStartObject();
      json.writeStringField("name", each.name());
      json.writeStringField("value", each.value());
      json.writeBooleanField(
          "isRegex", operator == Operator.MATCHES || operator == Operator.NOT_MATCHES);
      json.writeBooleanField("isEqual", operator == Operator.EQUAL || operator == Operator.MATCHES);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static @Nullable LabelMatcher readOne(JsonFields fields) {
    String name = fields.text("name");
    String value = fields.textOrEmpty("value");
    boolean regex = fields.flag("isRegex", false);
    boolean equal = fields.flag("isEqual", true);
    if (!name.isEmpty() && !name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
      fields.fault(
          "name", "must be the name of a label, such as service_name, not '%s'".formatted(name));
      return null;
    }
    if (value.length() > LONGEST) {
      fields.fault("value", "must have %d characters at most".formatted(LONGEST));
      return null;
    }
    try {
      return name.isEmpty() ? null : new LabelMatcher(name, operator(regex, equal), value);
    } catch (IllegalArgumentException e) {
      fields.fault("value", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static Operator operator(boolean regex, boolean equal) {
    if (regex) {
      return equal ? Operator.MATCHES : Operator.NOT_MATCHES;
    }
    return equal ? Operator.EQUAL : Operator.NOT_EQUAL;
  }
}
