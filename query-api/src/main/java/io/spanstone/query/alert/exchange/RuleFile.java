package io.spanstone.query.alert.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleFields;
import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.JsonFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule file of Prometheus. */
public final class RuleFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Fields of a rule, as the file names them and as we do. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "alert", "name",
          "record", "record",
          "expr", "expr",
          "for", "for",
          "keep_firing_for", "keepFiringFor",
          "labels", "labels",
          "annotations", "annotations");

  private final List<ParameterFault> faults = new ArrayList<>();
  private final List<AlertRule> rules = new ArrayList<>();
  private final Set<String> groups = new HashSet<>();

  private RuleFile() {}

  /**
   * Reads a file.
   *
   * @throws ProblemException naming every fault, by its path in the file
   */
  public static RuleFile read(String yaml) {
    RuleFile file = new RuleFile();
    file.readGroups(tree(yaml));
    if (!file.faults.isEmpty()) {
      throw new ProblemException(Problem.ofParameters(file.faults));
    }
    return file;
  }

  /** Each with its group and place, without ids. */
  public List<AlertRule> rules() {
    return rules;
  }

  /** The names of all groups, those without rules too. */
  public Set<String> groups() {
    return groups;
  }

  private void readGroups(JsonNode root) {
    if (!root.isObject() || !root.path("groups").isArray()) {
      fault("groups", "is missing; a rule file has a list of groups");
      return;
    }
    refuseUnknown(root, "", Set.of("groups"));
    JsonNode all = root.path("groups");
    for (int i = 0; i < all.size(); i++) {
      readGroup(all.get(i), "groups[" + i + "]");
    }
  }

  private void readGroup(JsonNode group, String path) {
    if (!group.isObject()) {
      fault(path, "must be a group with name and rules");
      return;
    }
    refuseUnknown(group, path + ".", Set.of("name", "interval", "rules", "limit"));
    String name = group.path("name").asText("");
    if (name.isBlank()) {
      fault(path + ".name", "is missing; give the group a name");
    } else if (!groups.add(name)) {
      fault(path + ".name", "is that of another group, too; give each its own");
    }
    if (group.path("limit").asInt(0) != 0) {
      fault(path + ".limit", "is not supported; leave it out");
    }
    JsonNode rulesOfGroup = group.path("rules");
    if (!rulesOfGroup.isArray() && !rulesOfGroup.isMissingNode() && !rulesOfGroup.isNull()) {
      fault(path + ".rules", "must be a list of rules");
      return;
    }
    for (int i = 0; i < rulesOfGroup.size(); i++) {
      AlertRule rule =
          readRule(rulesOfGroup.get(i), path + ".rules[" + i + "]", path, group.path("interval"));
      if (rule != null) {
        rules.add(rule.in(name, i));
      }
    }
  }

  private @Nullable AlertRule readRule(
      JsonNode rule, String path, String groupPath, JsonNode interval) {
    if (!rule.isObject()) {
      fault(path, "must be a rule with alert or record, and expr");
      return null;
    }
    ObjectNode ours = YAML.createObjectNode();
    for (Map.Entry<String, JsonNode> each : rule.properties()) {
      String field = FIELDS.get(each.getKey());
      if (field == null) {
        fault(path + "." + each.getKey(), "is unknown here; leave it out");
      } else {
        ours.set(field, texts(each.getValue()));
      }
    }
    if (!interval.isMissingNode()) {
      ours.set("interval", texts(interval));
    }
    try {
      JsonFields fields = JsonFields.of(ours.toString().getBytes(UTF_8));
      AlertRule read = RuleFields.read(fields);
      fields.check();
      return read;
    } catch (ProblemException e) {
      for (ParameterFault each : e.problem().errors()) {
        String where =
            each.parameter().equals("interval")
                ? groupPath + ".interval"
                : path + "." + theirs(each.parameter());
        faults.add(new ParameterFault(where, each.message(), each.position()));
      }
      return null;
    }
  }

  /** YAML takes a bare number for one; here all of them are texts. */
  private static JsonNode texts(JsonNode value) {
    if (value.isObject()) {
      ObjectNode texts = YAML.createObjectNode();
      value.properties().forEach(each -> texts.set(each.getKey(), texts(each.getValue())));
      return texts;
    }
    return value.isValueNode() && !value.isNull()
        ? YAML.getNodeFactory().textNode(value.asText())
        : value;
  }

  private static String theirs(String field) {
    for (Map.Entry<String, String> each : FIELDS.entrySet()) {
      if (field.equals(each.getValue()) || field.startsWith(each.getValue() + ".")) {
        return each.getKey() + field.substring(each.getValue().length());
      }
    }
    return field;
  }

  private void refuseUnknown(JsonNode object, String prefix, Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                fault(prefix + name, "is unknown here; leave it out");
              }
            });
  }

  private void fault(String path, String message) {
    faults.add(new ParameterFault(path, message));
  }

  private static JsonNode tree(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.ofParameters(
              List.of(
                  new ParameterFault(
                      "groups", "cannot be read, the body is no YAML: " + said(e)))));
    }
  }

  /** In one line, without the name that the library has for the body. */
  private static String said(JsonProcessingException failure) {
    return failure
        .getOriginalMessage()
        .replace(" in 'reader',", " at")
        .replaceAll("\\s+", " ")
        .trim();
  }
}
