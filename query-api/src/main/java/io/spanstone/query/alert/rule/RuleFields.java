package io.spanstone.query.alert.rule;

import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.Parsers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rules as clients write them; docs/reference/alert-rules.md has the fields. */
public final class RuleFields {
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(31);
  private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);
  private static final Duration LEAST_WINDOW = Duration.ofSeconds(10);
  private static final int MAX_NAME = 200;
  private static final int MAX_ENTRIES = 50;
  private static final int MAX_TEXT = 4_000;

  private final JsonFields fields;

  private RuleFields(JsonFields fields) {
    this.fields = fields;
  }

  /**
   * The rule that an object is. What is wrong with it is said to {@code fields}, which the caller
   * checks; a rule with faults must not be used.
   */
  public static AlertRule read(JsonFields fields) {
    return new RuleFields(fields).read();
  }

  private AlertRule read() {
    String record = fields.optional("record", RuleFields::metricName);
    boolean recording = fields.has("record");
    String name = recording ? recordedName(record) : fields.text("name");
    if (name.length() > MAX_NAME) {
      fields.fault("name", "must have at most " + MAX_NAME + " characters");
    }
    String group = fields.optional("group", RuleFields::groupName, "");
    String id = fields.optional("id", Parsers::text, "");
    int position = fields.number("position", 0, 1_000_000, 0);
    RuleCondition condition = condition(recording);
    Map<String, String> labels = entries("labels", true);
    String severity = recording ? "" : severity(labels);
    Map<String, String> annotations = entries("annotations", false);
    List<String> notifiers = fields.texts("notifiers");
    Duration holdFor = within("for", Duration.ZERO, MONTH, Duration.ZERO);
    Duration keepFiringFor = within("keepFiringFor", Duration.ZERO, MONTH, Duration.ZERO);
    Duration interval = within("interval", LEAST_INTERVAL, DAY, AlertRule.DEFAULT_INTERVAL);
    boolean enabled = fields.flag("enabled", true);
    fields.has("status"); // what was read can be sent back
    fields.has("etag");
    if (recording) {
      refuseForRecording();
    }
    return new AlertRule(
        id,
        name,
        group,
        position,
        condition,
        recording,
        interval,
        holdFor,
        keepFiringFor,
        severity,
        labels,
        annotations,
        notifiers == null ? List.of() : notifiers,
        enabled);
  }

  private RuleCondition condition(boolean recording) {
    int given = count("expr") + count("logQuery") + count("newPattern");
    if (given != 1) {
      fields.fault(
          "expr",
          given == 0
              ? "is missing; give expr (PromQL), or logQuery with threshold, or newPattern"
              : "is given beside logQuery or newPattern; give one of the three");
    }
    String expr = fields.optional("expr", RuleTexts::promql);
    String logQuery = fields.optional("logQuery", RuleFields::logQuery);
    JsonFields newPattern = fields.object("newPattern");
    if (logQuery != null || (fields.has("logQuery") && given == 1)) {
      return logCount(logQuery == null ? "" : logQuery, recording);
    }
    for (String only : List.of("threshold", "window")) {
      if (fields.has(only)) {
        fields.fault(only, "goes with logQuery only; leave it out");
      }
    }
    return newPattern == null
        ? new RuleCondition.Promql(expr == null ? "" : expr)
        : newPattern(newPattern, recording);
  }

  private RuleCondition logCount(String query, boolean recording) {
    Double threshold = fields.decimal("threshold");
    if (threshold == null && !fields.has("threshold")) {
      fields.fault("threshold", "is missing; give the number of records from which on to alert");
    } else if (threshold != null
        && (threshold < 0 || threshold > 1e15 || threshold != Math.rint(threshold))) {
      fields.fault("threshold", "must be a whole number from 0 on; 0 and 1 both mean any record");
    }
    refuseRecording("logQuery", recording);
    Duration window = within("window", LEAST_WINDOW, DAY, DEFAULT_WINDOW);
    return new RuleCondition.LogCount(
        query, threshold == null ? 1 : Math.max(1, threshold.longValue()), window);
  }

  private RuleCondition newPattern(JsonFields of, boolean recording) {
    refuseRecording("newPattern", recording);
    String service = of.optional("service", Parsers::text);
    List<String> severities = new ArrayList<>();
    List<String> given = of.texts("severities");
    for (String each : given == null ? List.<String>of() : given) {
      try {
        severities.add(Parsers.level(each));
      } catch (InvalidValueException e) {
        of.fault("severities", String.valueOf(e.getMessage()));
      }
    }
    Duration window = of.optional("window", RuleTexts::duration, DEFAULT_WINDOW);
    if (window.compareTo(LEAST_WINDOW) < 0 || window.compareTo(DAY) > 0) {
      of.fault("window", "must be 10s to 1d");
    }
    return new RuleCondition.NewPattern(service, severities, window);
  }

  private void refuseRecording(String field, boolean recording) {
    if (recording) {
      fields.fault(field, "cannot be recorded; give expr");
    }
  }

  private void refuseForRecording() {
    for (String field : List.of("for", "keepFiringFor", "annotations", "notifiers", "severity")) {
      if (fields.has(field)) {
        fields.fault(field, "makes no sense for a recording rule; leave it out");
      }
    }
  }

  private String recordedName(@Nullable String record) {
    String name = fields.optionalText("name");
    if (name != null && record != null && !name.equals(record)) {
      fields.fault("name", "must be the same as record, or left out");
    }
    return record == null ? "" : record;
  }

  /** The field, or the label if only that is given. Takes it out of the labels. */
  private String severity(Map<String, String> labels) {
    String field = fields.optionalText("severity");
    String label = labels.remove("severity");
    if (field != null && label != null && !field.equals(label)) {
      fields.fault("severity", "must be the same as labels.severity, or one of them left out");
    }
    String severity = field != null ? field : label;
    if (severity == null) {
      return "";
    }
    checkTemplate("severity", severity);
    return severity;
  }

  private Map<String, String> entries(String field, boolean labels) {
    Map<String, String> entries = fields.map(field);
    if (entries.size() > MAX_ENTRIES) {
      fields.fault(field, "must be at most " + MAX_ENTRIES);
    }
    entries.forEach(
        (name, text) -> {
          String path = field + "." + name;
          if (!LABEL.matcher(name).matches()) {
            fields.fault(
                path, "must be named by letters, digits and _, not beginning with a digit");
          } else if (labels && (name.equals("__name__") || name.equals("alertname"))) {
            fields.fault(path, "is given by the rule's name; leave it out");
          }
          if (text.length() > MAX_TEXT) {
            fields.fault(path, "must have at most " + MAX_TEXT + " characters");
          }
          checkTemplate(path, text);
        });
    return entries;
  }

  private void checkTemplate(String path, String text) {
    try {
      RuleTexts.template(text);
    } catch (InvalidValueException e) {
      fields.fault(path, String.valueOf(e.getMessage()));
    }
  }

  private Duration within(String field, Duration least, Duration most, Duration fallback) {
    Duration value = fields.optional(field, RuleTexts::duration, fallback);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      fields.fault(
          field,
          "must be %s to %s, not %s"
              .formatted(RuleJson.text(least), RuleJson.text(most), RuleJson.text(value)));
      return fallback;
    }
    return value;
  }

  private int count(String field) {
    return fields.has(field) ? 1 : 0;
  }

  private static String metricName(String text) throws InvalidValueException {
    if (!METRIC.matcher(text).matches()) {
      throw new InvalidValueException(
          "must name a metric: letters, digits, _ and :, such as service:errors:ratio5m");
    }
    return text;
  }

  private static String groupName(String text) throws InvalidValueException {
    if (text.length() > MAX_NAME) {
      throw new InvalidValueException("must have at most " + MAX_NAME + " characters");
    }
    return text;
  }

  private static String logQuery(String text) throws InvalidValueException {
    Parsers.logQuery(text);
    return text;
  }
}
