package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dependency graph, from stored metrics to its answer. */
@ExtendWith(SharedElasticsearch.class)
class DependenciesTest {
  private static Instant hour;
  private static TestServer server;

  @BeforeAll
  static void store(URI elasticsearch) throws Exception {
    hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    server = new TestServer.Setup().elasticsearch(elasticsearch, "dependencies").start();
    StoredEdges edges =
        new StoredEdges()
            .calls(hour.minusSeconds(600), "gateway", "shop/order", "http", false, 10, 20, 30)
            .calls(hour.minusSeconds(600), "gateway", "shop/order", "http", true, 500)
            .calls(hour.minusSeconds(4000), "gateway", "shop/order", "http", false, 40, 40)
            .calls(hour.minusSeconds(600), "shop/order", "shop/stock", "http", false, 5)
            .calls(hour.minusSeconds(600), "shop/order", "shop/stock", "rpc", false, 7)
            .calls(hour.minusSeconds(600), "shop/stock", "database:h2/stock", "database", false, 1)
            .calls(hour.minusSeconds(600), "shop/order", "external:bank.example", "http", true, 90)
            .calls(
                hour.minusSeconds(600), "shop/order", "messaging:kafka/sold", "messaging", false, 2)
            .calls(hour.minusSeconds(590), "messaging:kafka/sold", "mail", "messaging", false, 3)
            .queued(hour.minusSeconds(590), "messaging:kafka/sold", "mail", 1000, 1000, 3000)
            .calls(hour.minusSeconds(600), "lonely", "database:h2/own", "database", false, 1)
            .callsTo(hour.minusSeconds(7150), "web", "shop/user", "GET /users/{id}", false, 10)
            .callsTo(hour.minusSeconds(7150), "web", "shop/user", "GET /users/{id}", true, 20)
            .callsTo(hour.minusSeconds(7150), "job", "shop/user", "GET /users/{id}", false, 10)
            .callsTo(hour.minusSeconds(7150), "web", "shop/user", "POST /users", false, 40)
            .callsTo(hour.minusSeconds(7150), "web", "shop/club", "GET /users/{id}", false, 40)
            .made(
                hour.minusSeconds(7150),
                "shop/user",
                "GET /users/{id}",
                "database:h2/u",
                "database",
                2,
                3)
            .made(hour.minusSeconds(7150), "shop/user", "GET /users/{id}", "shop/club", "http", 30)
            .made(
                hour.minusSeconds(7150),
                "shop/user",
                "POST /users",
                "messaging:kafka/u",
                "messaging",
                1)
            .made(
                hour.minusSeconds(7150),
                "shop/club",
                "GET /users/{id}",
                "database:h2/c",
                "database",
                1);
    // The same cell again, from another collector: such points add up.
    StoredEdges others =
        new StoredEdges().calls(hour.minusSeconds(600), "gateway", "shop/order", "http", false, 50);
    StoredBlocks.metrics(
        server.storage(),
        elasticsearch,
        List.of(
            edges.data(),
            others.data(),
            breaker("payment", "shop/stock", "a", 200, "closed", 190, "open", 30, "open"),
            breaker("payment", "shop/stock", "b", 60, "closed", 20, "closed"),
            breaker("bank", "bank.example", "a", 400, "open", 301, "open"),
            breaker("quick", "bank.example", "a", 300, "open", 100, "half_open"),
            breakerOf("cart", "silent", "shop/quiet", "a", 200, "open"),
            breakerOf("cart", "at-rest", "shop/other", "a", 200, "closed"),
            breakerOf("cart", "host", "10.0.0.7", "a", 200, "half_open"),
            breakerOf("cart", "unused", "", "a", 200, "open"),
            breakerOf("cart", "seen", "", "a", 200, "open"),
            breakerOf("cart", "seen", "shop/quiet", "a", 190, "open")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void addsUpTheCallsOfTheRange() {
    JsonNode graph = get("start=" + hour.minusSeconds(3600) + "&end=" + hour);

    assertThat(graph.get("complete").booleanValue()).isTrue();
    JsonNode edge = edge(graph, "gateway", "shop/order", "http");
    assertThat(edge.get("calls").longValue()).isEqualTo(5);
    assertThat(edge.get("errors").longValue()).isEqualTo(1);
    assertThat(edge.get("p50Nanos").longValue()).isCloseTo(30_000_000, within(300_000L));
    assertThat(edge.get("p99Nanos").longValue()).isCloseTo(500_000_000, within(5_000_000L));
    assertThat(edge.has("queueP50Nanos")).isFalse();
    assertThat(edge(graph, "shop/order", "shop/stock", "rpc").get("calls").longValue())
        .isEqualTo(1);
    assertThat(edge(graph, "shop/order", "shop/stock", "http").get("calls").longValue())
        .isEqualTo(1);

    JsonNode longer = get("start=" + hour.minusSeconds(7200) + "&end=" + hour.plusSeconds(99_999));
    assertThat(edge(longer, "gateway", "shop/order", "http").get("calls").longValue()).isEqualTo(7);
    JsonNode earlier = get("start=" + hour.minusSeconds(4005) + "&end=" + hour.minusSeconds(4001));
    assertThat(earlier.get("edges")).hasSize(1);
    assertThat(edge(earlier, "gateway", "shop/order", "http").get("calls").longValue())
        .isEqualTo(2);
    JsonNode all = get("start=1970-01-01T00:00:00Z&end=2262-01-01T00:00:00Z");
    assertThat(all.get("edges")).isEqualTo(longer.get("edges"));
  }

  @Test
  void saysWhatNodesAreAndHowLongMessagesWaited() {
    JsonNode graph = get("start=" + hour.minusSeconds(3600) + "&end=" + hour);

    assertThat(nodes(graph))
        .containsExactly(
            "database:h2/own is database",
            "database:h2/stock is database",
            "external:10.0.0.7 is external",
            "external:bank.example is external",
            "gateway is service",
            "lonely is service",
            "mail is service",
            "messaging:kafka/sold is messaging",
            "shop/cart is service",
            "shop/order is service",
            "shop/quiet is service",
            "shop/stock is service");
    JsonNode received = edge(graph, "messaging:kafka/sold", "mail", "messaging");
    assertThat(received.get("calls").longValue()).isEqualTo(1);
    assertThat(received.get("queueP50Nanos").longValue())
        .isCloseTo(1_000_000_000L, within(10_000_000L));
    assertThat(received.get("queueP99Nanos").longValue())
        .isCloseTo(3_000_000_000L, within(30_000_000L));
  }

  @Test
  void showsTheNeighbourhoodOfANode() {
    String range = "start=" + hour.minusSeconds(3600) + "&end=" + hour;

    assertThat(nodes(get(range + "&service=stock")))
        .containsExactly(
            "database:h2/stock is database", "shop/order is service", "shop/stock is service");
    assertThat(nodes(get(range + "&service=shop/stock&depth=2")))
        .hasSize(6)
        .doesNotContain("mail is service");
    assertThat(nodes(get(range + "&service=shop/stock&depth=10")))
        .hasSize(7)
        .doesNotContain("lonely is service");
    assertThat(nodes(get(range + "&service=messaging:kafka/sold"))).hasSize(3);
    assertThat(nodes(get(range + "&service=nobody"))).isEmpty();
  }

  @Test
  void showsBreakersOnTheEdgesThatTheyGuard() {
    JsonNode graph = get("start=" + hour.minusSeconds(3600) + "&end=" + hour);

    JsonNode stock = edge(graph, "shop/order", "shop/stock", "http").get("breakers");
    assertThat(stock).hasSize(1);
    assertThat(stock.get(0).get("name").textValue()).isEqualTo("payment");
    assertThat(stock.get(0).get("library").textValue()).isEqualTo("resilience4j");
    assertThat(stock.get(0).get("state").textValue()).isEqualTo("open");
    assertThat(stock.get(0).get("since").textValue()).isEqualTo(hour.minusSeconds(190).toString());
    assertThat(edge(graph, "shop/order", "shop/stock", "rpc").get("breakers")).isEqualTo(stock);
    JsonNode bank = edge(graph, "shop/order", "external:bank.example", "http").get("breakers");
    assertThat(bank).hasSize(1); // of the other nobody has heard for more than 5 minutes
    assertThat(bank.get(0).get("state").textValue()).isEqualTo("half_open");
    assertThat(edge(graph, "gateway", "shop/order", "http").has("breakers")).isFalse();

    JsonNode earlier = get("start=" + hour.minusSeconds(3600) + "&end=" + hour.minusSeconds(195));
    assertThat(
            edge(earlier, "shop/order", "shop/stock", "http")
                .get("breakers")
                .get(0)
                .get("state")
                .textValue())
        .isEqualTo("closed");
  }

  @Test
  void showsBreakersThatLetNobodyCall() {
    JsonNode graph = get("start=" + hour.minusSeconds(3600) + "&end=" + hour);

    JsonNode quiet = edge(graph, "shop/cart", "shop/quiet", "unknown");
    assertThat(quiet.get("calls").longValue()).isZero();
    assertThat(quiet.get("breakers")).hasSize(2); // "seen" is known to go there since
    assertThat(quiet.get("breakers").get(1).get("name").textValue()).isEqualTo("silent");
    assertThat(quiet.get("breakers").get(1).get("state").textValue()).isEqualTo("open");
    assertThat(edge(graph, "shop/cart", "external:10.0.0.7", "unknown").get("breakers")).hasSize(1);
    for (JsonNode node : graph.get("nodes")) {
      boolean cart = node.get("id").textValue().equals("shop/cart");
      assertThat(node.has("breakers")).isEqualTo(cart);
      if (cart) {
        assertThat(node.get("breakers")).hasSize(1);
        assertThat(node.get("breakers").get(0).get("name").textValue()).isEqualTo("unused");
      }
    }
    assertThat(nodes(get("start=" + hour.minusSeconds(3600) + "&end=" + hour + "&service=cart")))
        .containsExactly(
            "external:10.0.0.7 is external", "shop/cart is service", "shop/quiet is service");
  }

  @Test
  void showsTheNeighbourhoodOfAnOperation() {
    String range = "start=" + hour.minusSeconds(7200) + "&end=" + hour.minusSeconds(7100);

    JsonNode graph = get(range + "&service=user&operation=GET%20/users/%7Bid%7D");
    assertThat(graph.get("edges")).hasSize(4);
    JsonNode web = edge(graph, "web", "shop/user", "http");
    assertThat(web.get("calls").longValue()).isEqualTo(2);
    assertThat(web.get("errors").longValue()).isEqualTo(1);
    assertThat(edge(graph, "job", "shop/user", "http").get("calls").longValue()).isEqualTo(1);
    assertThat(edge(graph, "shop/user", "database:h2/u", "database").get("calls").longValue())
        .isEqualTo(2);
    JsonNode club = edge(graph, "shop/user", "shop/club", "http");
    assertThat(club.get("p50Nanos").longValue()).isCloseTo(30_000_000, within(300_000L));

    assertThat(get(range + "&service=shop/user&operation=POST%20/users").get("edges")).hasSize(2);
    assertThat(get(range + "&service=shop/user&operation=POST").get("edges")).isEmpty();
    // Of all operations together, calls count where they arrive.
    JsonNode all = get(range);
    assertThat(all.get("edges")).hasSize(3);
    assertThat(edge(all, "web", "shop/user", "http").get("calls").longValue()).isEqualTo(3);
  }

  private static MetricsData breaker(
      String name, String peer, String instance, Object... secondsAndStates) {
    return breakerOf("order", name, peer, instance, secondsAndStates);
  }

  /** A breaker of an instance of a service: seconds before the hour, and its state then. */
  private static MetricsData breakerOf(
      String service, String name, String peer, String instance, Object... secondsAndStates) {
    Metric.Builder metric = Metric.newBuilder().setName("circuit_breaker.state");
    for (int i = 0; i < secondsAndStates.length; i += 2) {
      for (String state : List.of("closed", "open", "half_open")) {
        metric
            .getGaugeBuilder()
            .addDataPointsBuilder()
            .setTimeUnixNano(
                hour.minusSeconds((Integer) secondsAndStates[i]).getEpochSecond() * 1_000_000_000)
            .setAsInt(state.equals(secondsAndStates[i + 1]) ? 1 : 0)
            .addAttributes(attribute("circuit_breaker.name", name))
            .addAttributes(attribute("circuit_breaker.library", "resilience4j"))
            .addAttributes(attribute("circuit_breaker.state", state))
            .addAllAttributes(
                peer.isEmpty() ? List.of() : List.of(attribute("peer.service", peer)));
      }
    }
    MetricsData.Builder data = MetricsData.newBuilder();
    ResourceMetrics.Builder resource = data.addResourceMetricsBuilder();
    resource
        .getResourceBuilder()
        .addAttributes(attribute("service.name", service))
        .addAttributes(attribute("service.namespace", "shop"))
        .addAttributes(attribute("service.instance.id", instance));
    resource.addScopeMetricsBuilder().addMetrics(metric);
    return data.build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  @Test
  void refusesADepthThatMeansNothing() {
    assertThat(server.get("/api/v1/dependencies?depth=2").status()).isEqualTo(400);
    assertThat(server.get("/api/v1/dependencies?service=a&depth=0").status()).isEqualTo(400);
    assertThat(server.get("/api/v1/dependencies?service=a&depth=11").status()).isEqualTo(400);
    assertThat(server.get("/api/v1/dependencies?serv=a").status()).isEqualTo(400);
    assertThat(server.get("/api/v1/dependencies?operation=GET").status()).isEqualTo(400);
    assertThat(server.get("/api/v1/dependencies?service=a&operation=b&depth=1").status())
        .isEqualTo(400);
  }

  private static JsonNode get(String query) {
    Answer answer = server.get("/api/v1/dependencies?" + query);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode edge(JsonNode graph, String source, String target, String type) {
    for (JsonNode edge : graph.get("edges")) {
      if (edge.get("source").textValue().equals(source)
          && edge.get("target").textValue().equals(target)
          && edge.get("type").textValue().equals(type)) {
        return edge;
      }
    }
    throw new AssertionError("no such edge in " + graph);
  }

  private static List<String> nodes(JsonNode graph) {
    List<String> nodes = new ArrayList<>();
    for (JsonNode node : graph.get("nodes")) {
      nodes.add(node.get("id").textValue() + " is " + node.get("type").textValue());
    }
    return nodes;
  }
}
