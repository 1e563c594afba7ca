package io.spanstone.query.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.exchange.RuleFile;
import io.spanstone.testkit.Tools;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real promtool and our evaluation give the same alerts at the same times. */
class PromtoolTest {
  private static final long INTERVAL_SECONDS = 15;
  private static final int STEPS = 40;

  @Test
  void filesHoldForBoth(@TempDir Path directory)
      throws IOException, InterruptedException, URISyntaxException {
    Tools.require("promtool");
    Path files = Path.of(PromtoolTest.class.getResource("/alert-rules").toURI());
    List<Path> tests;
    try (Stream<Path> all = Files.list(files)) {
      tests = all.filter(each -> each.toString().endsWith("-test.yaml")).sorted().toList();
    }
    assertThat(tests).hasSizeGreaterThan(4);
    promtool(directory, tests);
    for (Path test : tests) {
      assertThat(new PromtoolFile(test).check()).as("expectations of " + test).isGreaterThan(2);
    }
  }

  /** What we find is written as what promtool is to expect. */
  @Test
  void promtoolExpectsWhatWeFindOfRandomSeries(@TempDir Path directory)
      throws IOException, InterruptedException {
    Tools.require("promtool");
    List<Path> tests = new ArrayList<>();
    int fired = 0;
    for (int seed = 0; seed < 8; seed++) {
      fired += write(directory, seed, tests);
    }
    promtool(directory, tests);
    assertThat(fired).as("alerts that fired, or this shows nothing").isGreaterThan(50);
  }

  private static int write(Path directory, int seed, List<Path> tests) throws IOException {
    Random random = new Random(seed);
    String rules = randomRules(random);
    Files.writeString(directory.resolve("rules-" + seed + ".yaml"), rules);
    List<String> selectors =
        List.of("m{i=\"1\",j=\"a\"}", "m{i=\"2\",j=\"a\"}", "m{i=\"3\",j=\"b\"}");
    StringBuilder test =
        new StringBuilder(
            "rule_files: [rules-%d.yaml]\nevaluation_interval: %ds\ntests:\n- interval: 15s\n  input_series:\n"
                .formatted(seed, INTERVAL_SECONDS));
    List<Series> series = new ArrayList<>();
    for (String selector : selectors) {
      String values = randomValues(random);
      series.add(InputSeries.of(selector, values, INTERVAL_SECONDS * 1000));
      test.append("  - series: '").append(selector).append("'\n    values: '").append(values);
      test.append("'\n");
    }
    RuleSimulation simulation = new RuleSimulation(RuleFile.read(rules).rules(), series);
    StringBuilder alerts = new StringBuilder("  alert_rule_test:\n");
    StringBuilder queries = new StringBuilder("  promql_expr_test:\n");
    int fired = 0;
    for (int step = 0; step < STEPS; step++) {
      Instant at = Instant.ofEpochSecond(step * INTERVAL_SECONDS);
      simulation.evaluate(at);
      for (int rule = 0; rule < 3; rule++) {
        fired += writeAlerts(alerts, simulation, "a" + rule, at);
      }
      for (String query : List.of("ALERTS", "r:sum")) {
        writeSamples(queries, simulation.query(query, at), query, at);
      }
    }
    Path file = directory.resolve("test-" + seed + ".yaml");
    Files.writeString(file, test.toString() + alerts + queries);
    tests.add(file);
    return fired;
  }

  private static String randomRules(Random random) {
    StringBuilder rules = new StringBuilder("groups:\n- name: g\n  rules:\n");
    rules.append("  - {record: 'r:sum', expr: 'sum by (j) (m)', labels: {made: by}}\n");
    List<String> exprs =
        List.of("m > 1", "r:sum > 2", "absent(m{i=\"1\"} > 1)", "sum(m) > 3", "m unless r:sum < 3");
    for (int rule = 0; rule < 3; rule++) {
      rules.append(
          "  - alert: a%d\n    expr: '%s'\n    for: %ds\n    keep_firing_for: %ds\n    labels: {s: '{{ $labels.i }}-x'}\n    annotations: {v: '{{ $value }} of {{ $labels.j | toUpper }}'}\n"
              .formatted(
                  rule,
                  exprs.get(random.nextInt(exprs.size())),
                  15 * random.nextInt(4),
                  15 * random.nextInt(4)));
    }
    return rules.toString();
  }

  private static String randomValues(Random random) {
    List<String> values = new ArrayList<>();
    while (values.size() < STEPS) {
      int kind = random.nextInt(10);
      String value = kind == 0 ? "stale" : kind == 1 ? "_" : Integer.toString(random.nextInt(4));
      for (int times = 1 + random.nextInt(6); times > 0; times--) {
        values.add(value);
      }
    }
    return String.join(" ", values);
  }

  private static int writeAlerts(
      StringBuilder to, RuleSimulation simulation, String name, Instant at) {
    List<Alert> firing =
        simulation.active(name).stream()
            .filter(alert -> alert.state() == AlertState.FIRING)
            .toList();
    to.append(
        "  - eval_time: %ds\n    alertname: %s\n    exp_alerts:"
            .formatted(at.getEpochSecond(), name));
    to.append(firing.isEmpty() ? " []\n" : "\n");
    for (Alert alert : firing) {
      to.append("    - exp_labels: {");
      alert
          .labels()
          .forEach(
              (label, value) -> {
                if (!label.equals("alertname")) {
                  to.append(label).append(": '").append(value).append("', ");
                }
              });
      to.append("}\n      exp_annotations: {v: '").append(alert.annotations().get("v"));
      to.append("'}\n");
    }
    return firing.size();
  }

  private static void writeSamples(
      StringBuilder to, Map<Labels, Double> samples, String query, Instant at) {
    to.append(
        "  - eval_time: %ds\n    expr: '%s'\n    exp_samples:"
            .formatted(at.getEpochSecond(), query));
    to.append(samples.isEmpty() ? " []\n" : "\n");
    samples.forEach(
        (labels, value) -> {
          String name = labels.metricName();
          String rest = labels.without(Labels.METRIC_NAME).toString();
          to.append("    - {labels: '%s%s', value: %s}\n".formatted(name, rest, value));
        });
  }

  private static void promtool(Path directory, List<Path> tests)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool", "test", "rules"));
    tests.forEach(test -> command.add(test.toString()));
    Path log = directory.resolve("promtool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
  }
}
