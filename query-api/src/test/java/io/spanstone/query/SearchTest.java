package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.testkit.RandomOtlp;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedElasticsearch.class)
class SearchTest {
  private static final String PREFIX = "query_search";

  private static URI elasticsearch;
  private static TestServer server;
  private static List<SentSpan> spans;

  @BeforeAll
  static void start(URI uri) throws Exception {
    elasticsearch = uri;
    server = new TestServer.Setup().elasticsearch(uri, PREFIX).start();
    RandomOtlp telemetry = new RandomOtlp(7, Instant.now().minusSeconds(1_800));
    TracesData[] segments = {telemetry.traces(700), telemetry.traces(700), telemetry.traces(600)};
    StoredBlocks.traces(server.storage(), uri, segments);
    spans = Stream.of(segments).flatMap(SentSpan::allOf).toList();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<Arguments> conditions() {
    Predicate<SentSpan> cart = sent -> sent.service().equals("cart");
    return List.of(
        condition("", sent -> true),
        condition("service=cart", cart),
        condition("service=shop/cart", cart),
        condition("service=none", sent -> false),
        condition("operation=GET+/cart", sent -> sent.span().getName().equals("GET /cart")),
        condition("kind=producer", sent -> sent.span().getKindValue() == 4),
        condition("kind=CONSUMER", sent -> sent.span().getKindValue() == 5),
        condition("status=error", sent -> sent.isError()),
        condition("status=unset", sent -> sent.span().getStatus().getCodeValue() == 0),
        condition("status=ok", sent -> sent.span().getStatus().getCodeValue() == 1),
        condition("minDuration=100ms", sent -> sent.durationNanos() >= 100_000_000),
        condition("maxDuration=250us", sent -> sent.durationNanos() <= 250_000),
        condition(
            "minDuration=50ms&maxDuration=60ms",
            sent -> sent.durationNanos() >= 50_000_000 && sent.durationNanos() <= 60_000_000),
        condition(
            "attribute=http.response.status_code:500",
            sent -> sent.hasInt("http.response.status_code", 500)),
        condition(
            "attribute=http.request.method:GET&attribute=http.response.status_code:404",
            sent ->
                sent.hasText("http.request.method", "GET")
                    && sent.hasInt("http.response.status_code", 404)),
        condition(
            "service=cart&kind=server&status=error",
            cart.and(sent -> sent.span().getKindValue() == 2).and(sent -> sent.isError())));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void theTracesWithASpanThatMeetsAllConditionsAreFound(
      String query, Predicate<SentSpan> condition) {
    List<String> expected =
        spans.stream().filter(condition).map(SentSpan::traceId).distinct().toList();

    JsonNode page = server.get("/api/v1/traces?limit=1000&" + query).json();

    assertThat(traceIds(page)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(page.get("complete").booleanValue()).isTrue();
    assertThat(page.get("cursor").isNull()).isTrue();
  }

  @Test
  void aSummaryIsOfTheWholeTrace() {
    Map<String, List<SentSpan>> traces = new LinkedHashMap<>();
    spans.forEach(
        sent -> traces.computeIfAbsent(sent.traceId(), id -> new ArrayList<>()).add(sent));

    for (JsonNode summary :
        server.get("/api/v1/traces?limit=1000&status=error").json().get("traces")) {
      List<SentSpan> trace = traces.get(summary.get("traceId").textValue());
      SentSpan root =
          trace.stream()
              .filter(p -> p.span().getParentSpanId().isEmpty())
              .findFirst()
              .orElseThrow();
      assertThat(summary.get("rootService").textValue()).isEqualTo("shop/" + root.service());
      assertThat(summary.get("rootOperation").textValue()).isEqualTo(root.span().getName());
      assertThat(summary.get("spanCount").intValue()).isEqualTo(trace.size());
      assertThat(summary.get("errorCount").longValue())
          .isEqualTo(trace.stream().filter(p -> p.isError()).count());
      assertThat(Instant.parse(summary.get("startTime").textValue()))
          .isEqualTo(Instant.ofEpochSecond(0, startNanos(trace)));
      assertThat(summary.get("durationNanos").longValue())
          .isEqualTo(endNanos(trace) - startNanos(trace));
      TreeSet<String> services = new TreeSet<>();
      trace.forEach(sent -> services.add("shop/" + sent.service()));
      assertThat(summary.get("services"))
          .extracting(JsonNode::textValue)
          .containsExactlyElementsOf(services);
    }
  }

  @Test
  void pagesFollowEachOtherToTheEndAndNameEveryTraceOnce() {
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = server.get("/api/v1/traces?kind=server&limit=7" + cursor).json();
      assertThat(page.get("traces")).hasSizeLessThanOrEqualTo(7);
      paged.addAll(traceIds(page));
      cursor =
          page.get("cursor").isNull() ? "" : "&cursor=" + encoded(page.get("cursor").textValue());
    } while (!cursor.isEmpty());

    assertThat(paged)
        .isEqualTo(traceIds(server.get("/api/v1/traces?kind=server&limit=1000").json()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aCursorOfAnotherSearchIsRefused() {
    String cursor = encoded(server.get("/api/v1/traces?limit=1").json().get("cursor").textValue());

    for (String query :
        List.of("status=error&cursor=" + cursor, "cursor=" + cursor + "x", "cursor=1")) {
      Answer answer = server.get("/api/v1/traces?" + query);

      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/parameter").textValue()).isEqualTo("cursor");
    }
  }

  @Test
  void aSearchWhoseTimeIsUpSaysHowFarItCame() {
    try (TestServer hasty =
        new TestServer.Setup()
            .elasticsearch(elasticsearch, PREFIX)
            .searchBudget(Duration.ofNanos(1))
            .start()) {
      JsonNode page = hasty.get("/api/v1/traces?attribute=shop.cart.items:39").json();

      assertThat(page.get("complete").booleanValue()).isFalse();
      assertThat(page.get("scannedUntil").textValue()).isNotEmpty();
      assertThat(page.get("cursor").textValue()).isNotEmpty();
    }
  }

  @Test
  void whereNothingWasStoredYetNothingIsFound() {
    try (TestServer empty =
        new TestServer.Setup().elasticsearch(elasticsearch, "query_empty").start()) {
      JsonNode page = empty.get("/api/v1/traces").json();

      assertThat(page.get("traces")).isEmpty();
      assertThat(page.get("complete").booleanValue()).isTrue();
      assertThat(empty.get("/api/v1/services").json().get("services")).isEmpty();
      assertThat(empty.get("/api/v1/traces/" + SampleTraces.WHOLE_TRACE_ID).status())
          .isEqualTo(404);
    }
  }

  @Test
  void theTimeRangeIsThatOfTheSpansStart() {
    Instant from = Instant.ofEpochSecond(0, spans.get(600).startTimeUnixNano());
    Instant to = Instant.ofEpochSecond(0, spans.get(1_500).startTimeUnixNano());
    List<String> expected =
        spans.stream()
            .filter(sent -> !sent.start().isBefore(from) && sent.start().isBefore(to))
            .map(SentSpan::traceId)
            .distinct()
            .toList();

    JsonNode page =
        server.get("/api/v1/traces?limit=1000&start=%s&end=%s".formatted(from, to)).json();

    assertThat(traceIds(page)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theServicesOfTheRangeAreListedWithTheirRates() {
    JsonNode services = server.get("/api/v1/services").json().get("services");
    TreeSet<String> expected = new TreeSet<>();
    spans.forEach(sent -> expected.add(sent.service()));

    assertThat(services)
        .extracting(s -> s.get("name").textValue())
        .containsExactlyElementsOf(expected);
    for (JsonNode service : services) {
      String name = service.get("name").textValue();
      List<SentSpan> calls =
          spans.stream().filter(p -> p.service().equals(name) && p.isCall()).toList();
      assertThat(service.get("namespace").textValue()).isEqualTo("shop");
      assertThat(service.get("instances").intValue()).isEqualTo(2);
      assertThat(service.get("ratePerSecond").doubleValue())
          .isCloseTo(calls.size() / 3600.0, Percentage.withPercentage(1));
      long p50 = service.get("p50Nanos").longValue();
      assertThat(p50).isPositive().isLessThanOrEqualTo(service.get("p99Nanos").longValue());
    }
  }

  @Test
  void theOperationsOfAServiceAreListedByNameAndKind() {
    TreeSet<String> expected = new TreeSet<>();
    spans.stream()
        .filter(sent -> sent.service().equals("cart"))
        .forEach(sent -> expected.add(sent.operation()));

    for (String service : List.of("cart", "shop%2Fcart")) {
      JsonNode operations =
          server.get("/api/v1/services/" + service + "/operations").json().get("operations");
      assertThat(operations)
          .extracting(o -> o.get("name").textValue() + " " + o.get("kind").textValue())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(server.get("/api/v1/services/none/operations").json().get("operations")).isEmpty();
  }

  @Test
  void callsAreCountedWithTheirErrors() {
    Instant end = Instant.now().plusSeconds(60);
    String range = "start=%s&end=%s".formatted(end.minusSeconds(7200), end);
    List<SentSpan> calls = spans.stream().filter(SentSpan::isCall).toList();

    JsonNode whole = server.get("/api/v1/red?step=3h&" + range).json();

    assertThat(whole.get("stepSeconds").intValue()).isEqualTo(10_800);
    assertThat(whole.get("series")).hasSize(1);
    assertThat(whole.at("/series/0/labels")).isEmpty();
    assertThat(whole.at("/series/0/points")).hasSize(1);
    assertThat(whole.at("/series/0/points/0/calls").intValue()).isEqualTo(calls.size());
    assertThat(whole.at("/series/0/points/0/errors").longValue())
        .isEqualTo(calls.stream().filter(SentSpan::isError).count());
    assertThat(whole.at("/series/0/points/0/p99Nanos").longValue())
        .isGreaterThanOrEqualTo(whole.at("/series/0/points/0/p50Nanos").longValue());

    for (String groupBy : List.of("service", "OPERATION", "version")) {
      JsonNode grouped = server.get("/api/v1/red?groupBy=" + groupBy + "&" + range).json();
      assertThat(grouped.get("stepSeconds").intValue()).isEqualTo(60);
      assertThat(grouped.get("series")).hasSizeGreaterThan(1);
      long sum = 0;
      for (JsonNode series : grouped.get("series")) {
        assertThat(series.get("labels").get(groupBy.toLowerCase(Locale.ROOT)).textValue())
            .isNotEmpty();
        assertThat(series.get("points")).hasSizeBetween(120, 121);
        for (JsonNode point : series.get("points")) {
          sum += point.get("calls").longValue();
          assertThat(point.get("p50Nanos").isNull()).isEqualTo(point.get("calls").intValue() == 0);
        }
      }
      assertThat(sum).as(groupBy).isEqualTo(calls.size());
    }
  }

  @Test
  void stepsBeginAtTheStart() {
    JsonNode red =
        server
            .get("/api/v1/red?start=2026-01-05T08:00:17Z&end=2026-01-05T08:01:11Z&step=20s")
            .json();

    assertThat(red.at("/series/0/points"))
        .extracting(point -> point.get("time").textValue())
        .containsExactly(
            "2026-01-05T08:00:10Z",
            "2026-01-05T08:00:30Z",
            "2026-01-05T08:00:50Z",
            "2026-01-05T08:01:10Z");
    assertThat(red.at("/series/0/points/3/calls").intValue()).isZero();
    assertThat(server.get("/api/v1/red").json().at("/series/0/points/0/time").textValue())
        .endsWith(":00Z");
  }

  @Test
  void whatTakesTooLongIsRefused() {
    try (TestServer hasty =
        new TestServer.Setup()
            .elasticsearch(elasticsearch, PREFIX)
            .searchBudget(Duration.ofNanos(1))
            .start()) {
      for (String path :
          List.of("/api/v1/red", "/api/v1/services", "/api/v1/services/cart/operations")) {
        Answer answer = hasty.get(path);

        assertThat(answer.status()).as(path).isEqualTo(422);
        assertThat(answer.json().get("detail").textValue()).contains("limit");
      }
    }
  }

  @Test
  void theServerIsReadyAndElasticsearchUp() {
    assertThat(server.get("/readyz").status()).isEqualTo(200);
    assertThat(server.get("/api/v1/status").json().get("elasticsearch").textValue())
        .isEqualTo("up");
  }

  private static Arguments condition(String query, Predicate<SentSpan> condition) {
    return Arguments.of(query, condition);
  }

  private static long startNanos(List<SentSpan> trace) {
    return trace.stream().mapToLong(SentSpan::startTimeUnixNano).min().orElseThrow();
  }

  private static long endNanos(List<SentSpan> trace) {
    return trace.stream().mapToLong(SentSpan::endTimeUnixNano).max().orElseThrow();
  }

  private static List<String> traceIds(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("traces").forEach(trace -> ids.add(trace.get("traceId").textValue()));
    return ids;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
