package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.block.UnixNano;
import io.spanstone.collector.rollup.RollupStorage;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.storage.metrics.CoarseCells;
import io.spanstone.storage.metrics.MetricStore;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the windows of PromQL are made of, if there are roll-ups. */
@ExtendWith(SharedElasticsearch.class)
@Timeout(300)
class RolledUpSamplesTest {
  private static final long SECOND = 1_000_000_000;
  private static final SelectLimits AMPLE =
      new SelectLimits(1000, 10_000_000, System.nanoTime() + Duration.ofHours(1).toNanos());

  @TempDir Path data;
  private Instant now = Instant.parse("2026-11-24T21:55:00Z");

  @Test
  void whatAClientCallsAlikeIsNotMissed(URI elasticsearch) throws Exception {
    try (DerivedSegments segments = new DerivedSegments(elasticsearch)) {
      Random random = new Random(6);
      RollupStorage storage = RollupStorage.of(segments.storage());
      RollingCollector collector = new RollingCollector("f", data, storage, () -> now, random);
      RandomCalls calls = new RandomCalls(random, RandomCalls.Durations.LOG_NORMAL);
      for (int minute = 0; minute < 35; minute++) {
        long from = UnixNano.of(now);
        segments.store("f", now, List.of(calls.spans(50, from, from + 20 * SECOND)));
        now = now.plusSeconds(60);
        collector.rollUp();
      }
      segments.refresh();
      MetricStore store = segments.storage().metrics();
      MetricStore oracle = new MetricStore(segments.storage().metricBlocks(), CoarseCells.NONE);
      assertThat(lastHour(store)).isNotEmpty().hasSizeLessThan(lastHour(oracle).size());

      segments.storeMetrics("f", now, ClientHistogram.named("span.duration", now));
      segments.refresh();

      assertThat(lastHour(store))
          .containsExactlyInAnyOrderElementsOf(lastHour(oracle))
          .anyMatch(sample -> sample.contains("otel_scope_name=\"client\""));
    }
  }

  /** The samples that {@code increase} over the last hour adds up. */
  private List<String> lastHour(MetricStore store) throws IOException {
    long end = now.plusSeconds(60).toEpochMilli();
    long range = Duration.ofHours(1).toMillis();
    List<LabelMatcher> matchers =
        List.of(
            new LabelMatcher(
                Labels.METRIC_NAME, LabelMatcher.Operator.EQUAL, "span_duration_seconds"));
    SelectHints hints = new SelectHints(end, end, 0, range, "increase", AMPLE);
    List<String> samples = new ArrayList<>();
    for (Series series : store.select(matchers, end - range, end, hints)) {
      for (int i = 0; i < series.size(); i++) {
        samples.add(series.labels() + " " + series.timeMillis(i) + " " + series.histogram(i));
      }
    }
    return samples;
  }
}
