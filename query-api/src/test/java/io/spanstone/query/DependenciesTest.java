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
            .calls(hour.minusSeconds(600), "lonely", "database:h2/own", "database", false, 1);
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
            breaker("quick", "bank.example", "a", 300, "open", 100, "half_open")));
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
            "external:bank.example is external",
            "gateway is service",
            "lonely is service",
            "mail is service",
            "messaging:kafka/sold is messaging",
            "shop/order is service",
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

  /**
   * A breaker of an instance of {@code shop/order}: seconds before the hour, and its state then.
   */
  private static MetricsData breaker(
      String name, String peer, String instance, Object... secondsAndStates) {
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
            .addAttributes(attribute("peer.service", peer));
      }
    }
    MetricsData.Builder data = MetricsData.newBuilder();
    ResourceMetrics.Builder resource = data.addResourceMetricsBuilder();
    resource
        .getResourceBuilder()
        .addAttributes(attribute("service.name", "order"))
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
