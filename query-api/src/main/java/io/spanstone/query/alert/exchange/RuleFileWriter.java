package io.spanstone.query.alert.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.query.alert.rule.RuleJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes rules as a rule file of Prometheus; those of logs, which it does not know, are left out.
 */
public final class RuleFileWriter {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private RuleFileWriter() {}

  /** The file. */
  public static String write(List<AlertRule> rules) {
    Map<String, List<AlertRule>> groups = new TreeMap<>();
    for (AlertRule rule : rules) {
      if (rule.condition() instanceof RuleCondition.Promql) {
        groups.computeIfAbsent(rule.shownGroup(), name -> new ArrayList<>()).add(rule);
      }
    }
    ObjectNode file = YAML.createObjectNode();
    ArrayNode list = file.putArray("groups");
    groups.forEach((name, group) -> writeGroup(list.addObject(), name, group));
    try {
      return YAML.writeValueAsString(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  private static void writeGroup(ObjectNode group, String name, List<AlertRule> rules) {
    rules.sort(Comparator.comparing(AlertRule::position).thenComparing(AlertRule::id));
    group.put("name", name);
    group.put("interval", RuleJson.text(rules.get(0).interval()));
    ArrayNode list = group.putArray("rules");
    rules.forEach(rule -> writeRule(list.addObject(), rule));
  }

  private static void writeRule(ObjectNode to, AlertRule rule) {
    to.put(rule.recording() ? "record" : "alert", rule.name());
    to.put("expr", ((RuleCondition.Promql) rule.condition()).expr());
    putDuration(to, "for", rule.holdFor());
    putDuration(to, "keep_firing_for", rule.keepFiringFor());
    Map<String, String> labels = new TreeMap<>(rule.labels());
    if (!rule.severity().isEmpty()) {
      labels.put("severity", rule.severity());
    }
    putMap(to, "labels", labels);
    putMap(to, "annotations", rule.annotations());
  }

  private static void putDuration(ObjectNode to, String field, Duration duration) {
    if (!duration.isZero()) {
      to.put(field, RuleJson.text(duration));
    }
  }

  private static void putMap(ObjectNode to, String field, Map<String, String> map) {
    if (!map.isEmpty()) {
      ObjectNode object = to.putObject(field);
      map.forEach(object::put);
    }
  }
}
