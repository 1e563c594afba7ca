package io.spanstone.query.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanstone.storage.red.Calls;
import io.spanstone.storage.red.GroupBy;
import io.spanstone.storage.red.RedQuery;
import io.spanstone.storage.red.RedSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
    List<RedSeries> series =
        groups.stream().map(group -> new RedSeries(group, calls.subList(0, steps))).toList();

    assertThat(JSON.readTree(write(query, series))).isEqualTo(expected(query, series));
  }

  @Test
  void longNamesAndManyPointsAreWrittenWhole() throws IOException {
    Calls busy = new Calls(1L << 50, 1L << 49, 1, 22, 333, Long.MAX_VALUE);
    RedQuery query = new RedQuery(null, null, GroupBy.SERVICE, 0, RedQuery.CELL_NANOS, 700);
    List<Calls> calls = Collections.nCopies(700, busy);
    List<RedSeries> series =
        List.of(
            new RedSeries("a", calls),
            new RedSeries("n".repeat(200_000), calls),
            new RedSeries("z\"\u00fc\n", calls));

    assertThat(JSON.readTree(write(query, series))).isEqualTo(expected(query, series));
  }

  @Provide
  Arbitrary<List<String>> groups() {
    return Arbitraries.strings().ofMaxLength(20).filter(RedJsonTest::isUnicode).list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<Calls>> calls() {
    Arbitrary<Long> number = Arbitraries.longs().greaterOrEqual(0);
    return Combinators.combine(number, number, number, number, number, number)
        .as(Calls::new)
        .injectDuplicates(0.1)
        .list()
        .ofSize(4);
  }

  private static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000);
  }

  private static byte[] write(RedQuery query, List<RedSeries> series) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RedJson.write(out, query, series);
    return out.toByteArray();
  }

  private static JsonNode expected(RedQuery query, List<RedSeries> series) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("stepSeconds", query.stepNanos() / 1_000_000_000);
    for (RedSeries each : series) {
      ObjectNode one = answer.withArray("/series").addObject();
      ObjectNode labels = one.putObject("labels");
      if (query.groupBy() != GroupBy.NONE) {
        labels.put(query.groupBy().name().toLowerCase(Locale.ROOT), each.group());
      }
      for (int step = 0; step < query.steps(); step++) {
        long start = query.startUnixNano() + step * query.stepNanos();
        Calls calls = each.steps().get(step);
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
