package io.spanstone.query.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.exchange.RuleFile;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.promql.Promql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;

/** A file of {@code promtool test rules}, run by our evaluation. */
final class PromtoolFile {
  private final JsonNode root;
  private final List<AlertRule> rules = new ArrayList<>();
  private final long intervalMillis;

  PromtoolFile(Path file) throws IOException {
    root = new YAMLMapper().readTree(Files.readString(file));
    for (JsonNode each : root.path("rule_files")) {
      rules.addAll(RuleFile.read(Files.readString(file.resolveSibling(each.asText()))).rules());
    }
    intervalMillis = Promql.durationMillis(root.path("evaluation_interval").asText("1m"));
  }

  /** Fails unless everything is as the file says. Returns how many expectations it has. */
  int check() throws IOException {
    int checked = 0;
    for (JsonNode test : root.path("tests")) {
      checked += check(test);
    }
    return checked;
  }

  private int check(JsonNode test) throws IOException {
    long seriesMillis = Promql.durationMillis(test.path("interval").asText());
    List<Series> series = new ArrayList<>();
    for (JsonNode each : test.path("input_series")) {
      series.add(
          InputSeries.of(each.path("series").asText(), each.path("values").asText(), seriesMillis));
    }
    RuleSimulation simulation = new RuleSimulation(rules, series);
    TreeMap<Long, List<JsonNode>> expected = new TreeMap<>();
    for (String kind : List.of("alert_rule_test", "promql_expr_test")) {
      for (JsonNode each : test.path(kind)) {
        long time = Promql.durationMillis(each.path("eval_time").asText());
        expected.computeIfAbsent(time, t -> new ArrayList<>()).add(each);
      }
    }
    int checked = 0;
    for (long time = 0; time <= expected.lastKey(); time += intervalMillis) {
      simulation.evaluate(Instant.ofEpochMilli(time));
      for (JsonNode each : expected.getOrDefault(time, List.of())) {
        check(each, simulation, time);
        checked++;
      }
    }
    assertThat(simulation.errors()).isEmpty();
    assertThat(checked)
        .as("all are at times of evaluations")
        .isEqualTo(expected.values().stream().mapToInt(List::size).sum());
    return checked;
  }

  private static void check(JsonNode expected, RuleSimulation simulation, long timeMillis)
      throws IOException {
    String what = expected.toString();
    if (expected.has("alertname")) {
      assertThat(firing(simulation.active(expected.path("alertname").asText())))
          .as(what)
          .containsExactlyInAnyOrderElementsOf(
              alerts(expected.path("exp_alerts"), expected.path("alertname").asText()));
      return;
    }
    Map<Labels, Double> values =
        simulation.query(expected.path("expr").asText(), Instant.ofEpochMilli(timeMillis));
    Map<Labels, Double> wanted = new TreeMap<>();
    for (JsonNode each : expected.path("exp_samples")) {
      wanted.put(labels(each.path("labels").asText()), each.path("value").asDouble());
    }
    assertThat(values.keySet()).as(what).isEqualTo(wanted.keySet());
    wanted.forEach(
        (labels, value) ->
            assertThat(values.get(labels)).as(what).isCloseTo(value, Offset.offset(1e-9)));
  }

  private static List<List<Map<String, String>>> firing(List<Alert> alerts) {
    return alerts.stream()
        .filter(alert -> alert.state() == AlertState.FIRING)
        .map(alert -> List.of(alert.labels(), alert.annotations()))
        .toList();
  }

  private static List<List<Map<String, String>>> alerts(JsonNode expected, String name) {
    List<List<Map<String, String>>> alerts = new ArrayList<>();
    for (JsonNode each : expected) {
      Map<String, String> labels = map(each.path("exp_labels"));
      labels.put("alertname", name);
      alerts.add(List.of(labels, map(each.path("exp_annotations"))));
    }
    return alerts;
  }

  private static Map<String, String> map(JsonNode json) {
    Map<String, String> map = new TreeMap<>();
    json.properties().forEach(each -> map.put(each.getKey(), each.getValue().asText()));
    return map;
  }

  private static Labels labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    if (!text.isEmpty() && !text.equals("{}")) {
      for (LabelMatcher matcher : Promql.selectors(Promql.parse(text)).get(0)) {
        labels.put(matcher.name(), matcher.value());
      }
    }
    return Labels.of(labels);
  }
}
