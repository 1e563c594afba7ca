package io.spanstone.query.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanstone.metric.SelectLimits;
import io.spanstone.storage.red.Calls;
import io.spanstone.storage.red.GroupBy;
import io.spanstone.storage.red.RedChart;
import io.spanstone.storage.red.RedQuery;
import io.spanstone.storage.red.StepCalls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The bytes against what Jackson makes of the same charts. */
class RedJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 200)
  void isWhatJacksonWouldWrite(
      @ForAll GroupBy groupBy,
      @ForAll @LongRange(max = 900_000_000) long start10s,
      @ForAll @LongRange(min = 1, max = 100_000) long step10s,
      @ForAll @IntRange(min = 1, max = 4) int steps,
      @ForAll("groups") List<String> groups,
      @ForAll("calls") List<Calls> calls)
      throws IOException {
    RedQuery query =
        new RedQuery(
            null,
            null,
            groupBy,
            start10s * RedQuery.CELL_NANOS,
            step10s * RedQuery.CELL_NANOS,
            steps);
    Map<String, List<Calls>> series = new TreeMap<>();
    for (int i = 0; i < groups.size(); i++) {
      series.put(groups.get(i), calls.subList(i, i + steps));
    }
    RedChart chart = chart(series, steps);

    series.values().removeIf(ofGroup -> ofGroup.stream().allMatch(each -> each.count() == 0));
    assertThat(JSON.readTree(write(query, chart))).isEqualTo(expected(query, series));
    assertThat(write(query, chart)).isEqualTo(write(query, chart));
  }

  @Test
  void longNamesAndManyPointsAreWrittenWhole() throws IOException {
    Calls busy = new Calls(1L << 50, 1L << 49, 1, 22, 333, Long.MAX_VALUE);
    RedQuery query = new RedQuery(null, null, GroupBy.SERVICE, 0, RedQuery.CELL_NANOS, 700);
    List<Calls> calls = Collections.nCopies(700, busy);
    Map<String, List<Calls>> series =
        new TreeMap<>(Map.of("a", calls, "n".repeat(200_000), calls, "z\"\u00fc\n", calls));

    assertThat(JSON.readTree(write(query, chart(series, 700)))).isEqualTo(expected(query, series));
  }

  @Test
  void stepsWithoutCallsAreWritten() throws IOException {
    RedQuery query = new RedQuery(null, null, GroupBy.NONE, 0, RedQuery.CELL_NANOS, 3);

    assertThat(JSON.readTree(write(query, chart(Map.of(), 3))))
        .isEqualTo(expected(query, Map.of()));
  }

  @Provide
  Arbitrary<List<String>> groups() {
    return Arbitraries.strings()
        .ofMaxLength(20)
        .filter(RedJsonTest::isUnicode)
        .list()
        .ofMaxSize(5)
        .uniqueElements();
  }

  @Provide
  Arbitrary<List<Calls>> calls() {
    Arbitrary<Long> number = Arbitraries.longs().greaterOrEqual(0);
    return Combinators.combine(number, number, number, number, number, number)
        .as(Calls::new)
        .injectDuplicates(0.1)
        .list()
        .ofSize(9);
  }

  private static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000);
  }

  private static RedChart chart(Map<String, List<Calls>> series, int count) {
    List<StepCalls> steps = new ArrayList<>();
    for (int step = 0; step < count; step++) {
      List<String> groups = new ArrayList<>();
      List<Calls> calls = new ArrayList<>();
      for (Map.Entry<String, List<Calls>> each : series.entrySet()) {
        if (each.getValue().get(step).count() > 0) {
          groups.add(each.getKey());
          calls.add(each.getValue().get(step));
        }
      }
      steps.add(new StepCalls(groups, calls));
    }
    return RedChart.of(steps, new SelectLimits(100, 10_000, Long.MAX_VALUE));
  }

  private static byte[] write(RedQuery query, RedChart chart) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RedJson.write(out, query, chart);
    return out.toByteArray();
  }

  private static JsonNode expected(RedQuery query, Map<String, List<Calls>> series)
      throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("stepSeconds", query.stepNanos() / 1_000_000_000);
    for (Map.Entry<String, List<Calls>> each : series.entrySet()) {
      ObjectNode one = answer.withArray("/series").addObject();
      ObjectNode labels = one.putObject("labels");
      if (query.groupBy() != GroupBy.NONE) {
        labels.put(query.groupBy().name().toLowerCase(Locale.ROOT), each.getKey());
      }
      for (int step = 0; step < query.steps(); step++) {
        long start = query.startUnixNano() + step * query.stepNanos();
        Calls calls = each.getValue().get(step);
        boolean any = calls.count() > 0;
        ObjectNode point = one.withArray("/points").addObject();
        point.put("time", Instant.ofEpochSecond(0, start).toString());
        point.put("calls", calls.count()).put("errors", any ? calls.errors() : 0);
        point.put("p50Nanos", any ? (Long) calls.p50Nanos() : null);
        point.put("p90Nanos", any ? (Long) calls.p90Nanos() : null);
        point.put("p95Nanos", any ? (Long) calls.p95Nanos() : null);
        point.put("p99Nanos", any ? (Long) calls.p99Nanos() : null);
      }
    }
    answer.withArray("/series");
    return JSON.readTree(JSON.writeValueAsBytes(answer)); // numbers of the types that readers see
  }
}
