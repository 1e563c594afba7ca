package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.spanstone.e2e.ui.ShopTelemetry.attribute;
import static io.spanstone.e2e.ui.ShopTelemetry.fail;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls of every sort, from their spans to the map. */
@ExtendWith({RunningProduct.class, Chromium.class})
class MapPageTest {
  /** How many nodes are drawn, if they are in the middle; else 0. */
  private static final String NODES_IN_THE_MIDDLE =
      """
      () => {
        const { cy } = document.querySelector(".map-drawing")._cyreg;
        const { x1, x2, y1, y2 } = cy.elements().renderedBoundingBox();
        const off = Math.max(Math.abs(x1 + x2 - cy.width()), Math.abs(y1 + y2 - cy.height()));
        return off < 80 ? cy.nodes().length : 0;
      }
      """;

  /** The drawn edges that are marked as slower, and that they say so. */
  private static final String SLOWER_EDGES =
      """
      () => document.querySelector(".map-drawing")?._cyreg?.cy?.edges("[?slower]")
          .map((edge) => `${edge.id()} ${/↑/.exec(edge.data("says"))}`) ?? []
      """;

  private static final String AROUND = "/api/v1/dependencies?service=m-order&depth=3";

  private static Instant fleetSent;
  private static Instant slowedFrom;

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    sendFleet(product);
    sendSlowed(product);
    for (int i = 0; i < 3; i++) {
      sendOrder(product, i == 0);
    }
    Map<String, String> sent =
        Map.of(
            "m-gate -> m-order by http", "3 calls, 0 errors",
            "m-order -> m-stock by rpc", "3 calls, 1 errors",
            "m-order -> database:postgresql/m-shop by database", "3 calls, 0 errors",
            "m-order -> messaging:kafka/m-sold by messaging", "3 calls, 0 errors",
            "messaging:kafka/m-sold -> m-mail by messaging", "3 calls, 0 errors",
            "m-stock -> external:m-bank.example by http", "3 calls, 0 errors",
            "m-mail -> m-order by http", "3 calls, 0 errors");
    // An edge is there before the last of its calls: that to the external host, which is known by
    // the absence of a server side, comes last, and order by order.
    Await.until(() -> product.find(AROUND), graph -> edges(graph).equals(sent));
  }

  /** Calls that take much longer from a time on; five days ago, where no other test looks. */
  private static void sendSlowed(Product product) throws IOException, InterruptedException {
    Duration ago = Duration.ofDays(5);
    slowedFrom = Instant.now().minus(ago); // before the first of the slow ones
    ShopTelemetry shop = new ShopTelemetry();
    for (int i = -60; i < 60; i++) {
      double start = i * 10_000 + 5_000 - ago.toMillis();
      for (String service : List.of("m-slowed", "m-steady")) {
        double millis = i >= 0 && service.equals("m-slowed") ? 90 : 20;
        shop.span(service, "GET", SpanKind.SPAN_KIND_SERVER, null, start, millis)
            .addAttributes(attribute("caller.service", "m-caller"))
            .addAttributes(attribute("http.request.method", "GET"));
      }
    }
    shop.sendTo(product);
  }

  /** Three days ago, where no other test looks. */
  private static void sendFleet(Product product) throws IOException, InterruptedException {
    ShopTelemetry fleet = new ShopTelemetry();
    Duration before = Duration.ofDays(3);
    fleetSent = Instant.now().minus(before);
    double start = -before.toMillis();
    for (int i = 1; i < 300; i++) {
      for (int caller : new int[] {i * 7919 % i, i * 31 % 300}) {
        fleet
            .span("m-fleet-" + i, "GET", SpanKind.SPAN_KIND_SERVER, null, start, 20)
            .addAttributes(attribute("caller.service", "m-fleet-" + caller));
      }
    }
    fleet.sendTo(product);
  }

  /** With caller.service from the gateway only: the other calls take two spans to tell. */
  private static void sendOrder(Product product, boolean failed)
      throws IOException, InterruptedException {
    ShopTelemetry shop = new ShopTelemetry();
    Span.Builder gate = shop.span("m-gate", "POST", SpanKind.SPAN_KIND_CLIENT, null, 0, 300);
    gate.addAttributes(attribute("server.address", "m-order.local"))
        .addAttributes(attribute("http.request.method", "POST"));
    Span.Builder order = shop.span("m-order", "POST /", SpanKind.SPAN_KIND_SERVER, gate, 5, 290);
    order
        .addAttributes(attribute("caller.service", "m-gate"))
        .addAttributes(attribute("http.request.method", "POST"));
    shop.span("m-order", "INSERT", SpanKind.SPAN_KIND_CLIENT, order, 10, 20)
        .addAttributes(attribute("db.system.name", "postgresql"))
        .addAttributes(attribute("db.namespace", "m-shop"));
    Span.Builder call = shop.span("m-order", "Take", SpanKind.SPAN_KIND_CLIENT, order, 30, 100);
    call.addAttributes(attribute("rpc.system", "grpc"))
        .addAttributes(attribute("server.address", "m-stock.local"));
    Span.Builder stock = shop.span("m-stock", "Take", SpanKind.SPAN_KIND_SERVER, call, 32, 95);
    stock.addAttributes(attribute("rpc.system", "grpc"));
    if (failed) {
      fail(stock, "sold out");
    }
    shop.span("m-stock", "GET", SpanKind.SPAN_KIND_CLIENT, stock, 40, 50)
        .addAttributes(attribute("http.request.method", "GET"))
        .addAttributes(attribute("server.address", "m-bank.example"));
    Span.Builder sold = shop.span("m-order", "send", SpanKind.SPAN_KIND_PRODUCER, order, 150, 2);
    Span.Builder mail = shop.span("m-mail", "process", SpanKind.SPAN_KIND_CONSUMER, sold, 1650, 40);
    for (Span.Builder side : List.of(sold, mail)) {
      side.addAttributes(attribute("messaging.system", "kafka"))
          .addAttributes(attribute("messaging.destination.name", "m-sold"));
    }
    Span.Builder back = shop.span("m-mail", "GET", SpanKind.SPAN_KIND_CLIENT, mail, 1655, 20);
    shop.span("m-order", "GET /", SpanKind.SPAN_KIND_SERVER, back, 1660, 10)
        .addAttributes(attribute("http.request.method", "GET"));
    shop.sendTo(product);
  }

  @Test
  void drawsTheNeighbourhoodAndLeadsToServiceAndTraces(Product product, Tab tab) {
    tab.open(product, "/map?focus=m-order&depth=3&chosen=m-order");

    assertThat(tab.page().locator(".map-canvas[data-drawn=true]")).isVisible();
    assertThat(tab.page().locator(".map-drawing"))
        .hasAttribute("aria-label", "Dependency map of 7 nodes and 7 edges");
    Locator details = tab.page().locator(".map-details");
    assertThat(details.locator("h2")).hasText("m-order");
    assertThat(details.locator(".map-edges:not(.map-operations) li")).hasCount(5);
    details.getByText("m-stock").click();

    assertThat(details.locator(".map-type")).hasText("RPC");
    assertThat(details.locator("dd").nth(1)).hasText("33.3 %");
    assertThat(details.getByText("Unanswered calls"))
        .hasAttribute(
            "href", "/traces?service=m-order&kind=client&attribute=callee.service%3Am-stock");
    tab.page().goBack();
    tab.link("Open the service").click();
    assertThat(tab.heading()).hasText("m-order");
  }

  @Test
  void anOperationHasANeighbourhoodOfItsOwn(Product product, Tab tab) throws Exception {
    tab.open(product, "/map?focus=m-order&depth=3&chosen=m-order&view=map");
    Locator details = tab.page().locator(".map-details");
    details.locator(".map-operations button").first().waitFor();
    assertThat(details.locator(".map-operations li")).hasCount(2);
    details.getByText("POST /").click();

    assertThat(tab.page().locator(".map-drawing"))
        .hasAttribute("aria-label", "Dependency map of 2 nodes and 1 edges");
    assertThat(tab.page().locator(".map-focus-name")).hasText("Around m-order · POST /");
    Await.until(
        () -> Optional.of(tab.page().evaluate(NODES_IN_THE_MIDDLE)), nodes -> nodes.equals(2));
    tab.page().getByText("All operations").click();
    assertThat(tab.page().locator(".map-focus-name")).hasText("Around m-order");

    tab.open(product, "/services/m-order");
    tab.page()
        .locator("tbody tr", new Page.LocatorOptions().setHasText("GET /"))
        .getByTitle("Who calls it, and what it calls")
        .click();
    assertThat(tab.page().locator(".map-focus-name")).hasText("Around m-order · GET /");
  }

  @Test
  void anEdgeLeadsToTheTracesOfItsCalls(Product product, Tab tab) {
    tab.open(product, "/map?focus=m-order&chosen=m-gate%7Cm-order%7Chttp");
    tab.page().locator(".map-details").getByText("Traces").click();

    assertThat(tab.heading()).hasText("Traces");
    assertThat(tab.page().locator(".trace-row")).hasCount(3);
  }

  @Test
  void anEdgeLeadsToWhatBothSidesLogged(Product product, Tab tab) {
    tab.open(product, "/map?focus=m-order&chosen=m-gate%7Cm-order%7Chttp");
    tab.page().locator(".map-details").getByText("Logs").click();

    assertThat(tab.heading()).hasText("Logs");
    assertThat(tab.page())
        .hasURL(Pattern.compile("query=service%3Am-gate\\+OR\\+service%3Am-order"));

    tab.open(product, "/map?focus=m-stock&chosen=m-stock%7Cexternal:m-bank.example%7Chttp");
    tab.page().locator(".map-details").getByText("Logs").click();
    assertThat(tab.heading()).hasText("Logs");
    assertThat(tab.page()).hasURL(Pattern.compile("service=m-stock"));
  }

  @Test
  void aNarrowScreenSaysBelowTheMapWhatItHasNoRoomFor(Product product, Tab tab) {
    tab.page().setViewportSize(400, 860);
    tab.open(product, "/map?focus=m-order&depth=3");
    tab.page().locator(".map-canvas[data-drawn=true]").waitFor();

    Locator calls = tab.page().locator(".map-list li");
    assertThat(calls).hasCount(7);
    assertThat(calls.first()).containsText("m-order → m-stock");
    assertThat(calls.first()).containsText("33.3 %");
    assertThat(tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    calls.first().getByRole(AriaRole.BUTTON).click();
    assertThat(tab.page().locator(".map-details .map-type")).hasText("RPC");
    tab.button("Close the details").click();
    assertThat(calls).hasCount(7);
    assertThat(calls.first().getByRole(AriaRole.BUTTON)).isFocused();
  }

  @Test
  void aTableSaysTheSameInWords(Product product, Tab tab) {
    tab.open(product, "/map?view=table&focus=m-order&depth=3");
    Locator rows = tab.page().locator("tbody tr");
    assertThat(rows).hasCount(7);
    assertThat(
            rows.filter(new Locator.FilterOptions().setHasText("m-sold"))
                .filter(new Locator.FilterOptions().setHasText("m-mail"))
                .locator("[data-column=queue]"))
        .hasText("1.5 s");

    tab.field("Find on the map").fill("bank");
    assertThat(rows).hasCount(1);
    rows.getByText("external:m-bank.example").click();
    assertThat(tab.page().locator(".map-details .map-type")).hasText("External host");
    tab.button("Close the details").press("Escape");
    assertThat(tab.page().locator(".map-details")).hasCount(0);
    assertThat(tab.field("Find on the map")).isFocused();
  }

  @Test
  void callsThatTakeMuchLongerThanBeforeAreMarked(Product product, Tab tab) throws Exception {
    Instant from = slowedFrom;
    String range = "start=" + from + "&end=" + from.plusSeconds(600);
    String both = "start=" + from.minusSeconds(600) + "&end=" + from.plusSeconds(600);
    Await.until(
        () -> product.find("/api/v1/dependencies?" + both),
        graph ->
            List.copyOf(edges(graph).values())
                .equals(List.of("120 calls, 0 errors", "120 calls, 0 errors")));

    tab.open(product, "/map?view=table&sort=-before&" + range);
    Locator before = tab.page().locator("tbody [data-column=before]");
    assertThat(before.first()).hasText(Pattern.compile("^↑ 4\\.[2-8]×$"));
    assertThat(before.nth(1)).hasText("1×");

    tab.button("Map").click();
    Await.until(
        () -> Optional.of(tab.page().evaluate(SLOWER_EDGES)),
        edges -> edges.equals(List.of("m-caller|m-slowed|http ↑")));
    tab.button("Legend").click();
    assertThat(tab.page().locator(".map-legend")).containsText("p95 is at least 2 times");
    tab.page().keyboard().press("Escape");
    assertThat(tab.button("Legend")).isFocused();

    tab.open(product, "/map?chosen=m-caller%7Cm-slowed%7Chttp&" + range);
    assertThat(tab.page().locator(".map-details .map-slower")).hasCount(1);
  }

  @Test
  void theTimeBeforeIsThatOfTheRangeOnShowAndAskedForAgainIfItFailed(Product product, Tab tab) {
    tab.expectFailedLoads();
    Instant from = slowedFrom.truncatedTo(ChronoUnit.MINUTES).minusSeconds(1200);
    String range = "start=" + from + "&end=" + from.plusSeconds(600);
    List<String> asked = new CopyOnWriteArrayList<>();
    tab.page()
        .route(
            "**/api/v1/dependencies?*",
            route -> {
              asked.add(route.request().url());
              if (asked.size() == 2) {
                route.abort();
              } else {
                route.resume();
              }
            });
    tab.open(product, "/map?" + range);
    tab.button("Legend").click();
    Locator notCompared = tab.page().locator(".map-legend > p");
    assertThat(notCompared).containsText("nothing is compared");
    tab.button("Refresh").click();
    tab.page().waitForCondition(() -> asked.size() == 4);
    assertThat(asked.get(3)).isEqualTo(asked.get(1));
    tab.button("Legend").click();
    assertThat(notCompared).hasCount(0);

    tab.page()
        .evaluate(
            "range => import('/assets/app/core/router.js').then((m) => m.setQuery(range))",
            Map.of(
                "start", from.plusSeconds(30).toString(), "end", from.plusSeconds(630).toString()));
    tab.page().waitForCondition(() -> asked.size() == 6);
    assertThat(asked.get(5)).isNotEqualTo(asked.get(1));
  }

  @Test
  void aTimeWithoutCallsSaysSo(Product product, Tab tab) {
    tab.open(product, "/map?start=2020-01-01T00:00:00Z&end=2020-01-01T01:00:00Z");

    assertThat(tab.page().locator(".empty h2")).hasText("No calls were seen in this time");
  }

  @Test
  void threeHundredNodesAreDrawnAndMove(Product product, Tab tab) throws Exception {
    String range = "start=" + fleetSent.minusSeconds(1800) + "&end=" + fleetSent.plusSeconds(1800);
    Await.until(
        () -> product.find("/api/v1/dependencies?" + range),
        found -> found.get("nodes").size() == 300);

    tab.open(product, "/map?" + range);
    tab.page().locator(".map-canvas[data-drawn=true]").waitFor();
    Object medianMillis =
        tab.page()
            .evaluate(
                """
                async () => {
                  const drawing = document.querySelector(".map-drawing");
                  const { left, top, width, height } = drawing.getBoundingClientRect();
                  const times = [];
                  for (let i = 0; i < 20; i++) {
                    const from = performance.now();
                    drawing.querySelector("canvas").dispatchEvent(new WheelEvent("wheel", {
                      bubbles: true, cancelable: true, deltaY: i < 10 ? -60 : 60,
                      clientX: left + width / 2, clientY: top + height / 2 }));
                    await new Promise((done) => requestAnimationFrame(() =>
                      requestAnimationFrame(done)));
                    times.push(performance.now() - from);
                  }
                  return times.sort((a, b) => a - b)[10];
                }
                """);
    assertThat(((Number) medianMillis).doubleValue()).isLessThan(500);
  }

  private static Map<String, String> edges(JsonNode graph) {
    Map<String, String> edges = new TreeMap<>();
    for (JsonNode edge : graph.get("edges")) {
      edges.put(
          "%s -> %s by %s"
              .formatted(
                  edge.get("source").asText(),
                  edge.get("target").asText(),
                  edge.get("type").asText()),
          "%d calls, %d errors".formatted(edge.get("calls").asLong(), edge.get("errors").asLong()));
    }
    return edges;
  }
}
