package io.spanstone.query.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import io.spanstone.query.SampleTraces;
import io.spanstone.query.StoredBlocks;
import io.spanstone.query.StoredSamples;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.query.alert.slo.BurnRates;
import io.spanstone.query.alert.slo.ErrorRatios;
import io.spanstone.query.alert.slo.Slo;
import io.spanstone.query.patterns.PatternReader;
import io.spanstone.storage.Storage;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Log records, patterns and calls in storage that come late: their rules count them. */
@ExtendWith(SharedElasticsearch.class)
class LateRulesTest {
  private static final Duration BUDGET = Duration.ofSeconds(20);
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private Storage storage;
  private URI elasticsearch;

  @Test
  void allRulesButThoseOfPromqlCountWhatCameLate(URI uri) throws Exception {
    elasticsearch = uri;
    try (Storage connected =
        Storage.connect(StorageSettings.local(uri).withIndexPrefix("alert_late_counts"))) {
      storage = connected;
      storage.install();
      LogRuleQuery query =
          new LogRuleQuery(
              storage.logs(),
              new PatternReader(storage.metrics(), BUDGET),
              new ErrorRatios(storage.red(), BUDGET),
              BUDGET);
      Map<String, PreparedRule> rules = new TreeMap<>();
      rules.put("records", rule(new RuleCondition.LogCount("payment", 1, WINDOW)));
      rules.put("patterns", rule(new RuleCondition.NewPattern("cart", List.of(), WINDOW)));
      Slo slo = new Slo("1", "Works", "cart", null, null, 0.99, Duration.ofDays(30), List.of());
      BurnRates.rules(slo).forEach(each -> rules.put(each.id(), PreparedRule.of(each)));
      assertThat(rules).hasSize(6);
      Instant at = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(300);
      store(at.minusSeconds(60), 1);

      assertThat(late(query, rules, at).values()).containsOnly(0L);

      store(at.minusSeconds(90), 2);
      store(at.plusSeconds(2), 1); // in time
      assertThat(late(query, rules, at.plusSeconds(300)))
          .containsEntry("records", 0L) // the window has moved on
          .containsEntry("patterns", 0L)
          .containsEntry("slo-1-1h", 0L)
          .containsEntry("slo-1-6h", 2L)
          .containsEntry("slo-1-1d", 2L)
          .containsEntry("slo-1-3d", 2L);

      store(at.plusSeconds(200), 3);
      assertThat(late(query, rules, at.plusSeconds(315)))
          .containsEntry("records", 3L)
          .containsEntry("patterns", 3L)
          .containsEntry("slo-1-1h", 3L);
      assertThat(late(query, rules, at.plusSeconds(330)))
          .containsEntry("records", 0L)
          .containsEntry("patterns", 0L)
          .containsEntry("slo-1-1h", 0L);
    }
  }

  /** So many log records, which are counted by their pattern too, and calls. */
  private void store(Instant at, int count) throws Exception {
    LogsData.Builder logs = LogsData.newBuilder();
    for (int i = 0; i < count; i++) {
      StoredBlocks.traces(storage, elasticsearch, SampleTraces.whole(at));
      logs.addResourceLogsBuilder()
          .addScopeLogsBuilder()
          .addLogRecordsBuilder()
          .setTimeUnixNano(at.toEpochMilli() * 1_000_000)
          .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
          .setBody(AnyValue.newBuilder().setStringValue("payment refused"));
    }
    StoredBlocks.logs(storage, elasticsearch, logs.build());
    Labels labels =
        Labels.of(
            Labels.METRIC_NAME,
            "log_records_total",
            "service_name",
            "cart",
            "log_severity",
            "ERROR",
            "log_pattern_id",
            "1",
            "log_pattern_template",
            "payment refused");
    long cellEnd = ErrorRatios.cell(at).plus(ErrorRatios.CELL).toEpochMilli();
    Series series =
        Series.ofNumbers(labels, true, new long[] {cellEnd}, new double[] {(double) count});
    StoredBlocks.metrics(storage, elasticsearch, StoredSamples.of(List.of(series)));
  }

  private static Map<String, Long> late(
      LogRuleQuery query, Map<String, PreparedRule> rules, Instant at) throws Exception {
    LateFixtures.Taken taken = new LateFixtures.Taken();
    query.ask(List.copyOf(rules.values()), at, taken);
    Map<String, Long> byName = new TreeMap<>();
    rules.forEach((name, rule) -> byName.put(name, taken.byRule().get(rule.rule().id()).points()));
    return byName;
  }

  private static PreparedRule rule(RuleCondition condition) {
    return LateFixtures.rule(condition.getClass().getSimpleName(), condition, INTERVAL);
  }
}
