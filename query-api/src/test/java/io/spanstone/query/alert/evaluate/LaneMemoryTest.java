package io.spanstone.query.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.query.alert.history.HistoryLog;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.storage.Storage;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What another process finds of a lane that it takes over. */
@ExtendWith(SharedElasticsearch.class)
class LaneMemoryTest {
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Instant AT = Instant.parse("2026-01-05T08:30:00Z");

  private StateStore states;
  private ProgressStore progress;
  private long epoch;

  @Test
  void whoTakesOverCountsWhatCameMeanwhile(URI elasticsearch) throws IOException {
    try (Storage storage =
        Storage.connect(StorageSettings.local(elasticsearch).withIndexPrefix("alert_takeover"))) {
      storage.install();
      HistoryLog history = new HistoryLog(storage.alertTransitions(), InstantSource.system());
      states = new StateStore(storage.documents(), history);
      progress = new ProgressStore(storage.documents());

      assertThat(late("up", AT, 0, 10)).as("the first").isZero();
      assertThat(late("up", AT.plus(INTERVAL), 13, 20)).as("after a takeover").isEqualTo(3);
      assertThat(late("up", AT.plus(INTERVAL.multipliedBy(2)), 19, 20)).as("fewer").isZero();
      assertThat(late("up", AT.plus(INTERVAL.multipliedBy(4)), 99, 20)).as("a gap").isZero();
      assertThat(late("down", AT.plus(INTERVAL.multipliedBy(5)), 99, 20)).as("changed").isZero();
      assertThat(progress.outcomes().get("id").late()).isEqualTo(3);
    }
  }

  /** Evaluates once, as another process each time. */
  private long late(String expr, Instant at, long before, long next) throws IOException {
    PreparedRule rule = rule(expr);
    LaneMemory memory = LaneMemory.load("lane", ++epoch, states, progress, at);
    memory.reconcile(List.of(rule), Set.of("id"), new RuleSamples());
    Lateness lateness = new Lateness(0, false, new Lateness.Overlap(before, next));
    long late = memory.keep(new Evaluated(rule, null, List.of(), null, 0, lateness), at);
    memory.finish(at);
    return late;
  }

  private static PreparedRule rule(String expr) {
    return PreparedRule.of(
        new AlertRule(
            "id",
            "recorded",
            "",
            0,
            new RuleCondition.Promql(expr),
            true,
            INTERVAL,
            Duration.ZERO,
            Duration.ZERO,
            "",
            Map.of(),
            Map.of(),
            List.of(),
            true));
  }
}
