package io.spanstone.e2e.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same Spring Boot service with Logback and with Log4j 2, both under our agent: what each of
 * their requests logged is found by its trace id, and nothing else is.
 */
@ExtendWith(RunningProduct.class)
class LoggersTest {
  private static final int REQUESTS = 4;
  private static final int RECORDS_OF_REQUEST = 3;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void whatARequestLoggedIsFoundByItsTrace(Product product, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (LoggingProcess logback = LoggingProcess.withLogback(product, directory);
        LoggingProcess log4j = LoggingProcess.withLog4j(product, directory)) {
      List<LoggingProcess> services = List.of(logback, log4j);
      for (LoggingProcess service : services) {
        service.awaitReady();
      }
      Map<String, String> orders = new HashMap<>();
      Map<String, String> groups = new HashMap<>();
      for (LoggingProcess service : services) {
        for (int request = 0; request < REQUESTS; request++) {
          String traceId = "%016x%016x".formatted(service.name().hashCode(), request + 1);
          orders.put(traceId, service.name() + "-" + request);
          get(service.url("/orders/" + orders.get(traceId)), traceId);
        }
      }
      for (LoggingProcess service : services) {
        for (int request = 0; request < REQUESTS; request++) {
          String traceId = "%016x%016x".formatted(service.name().hashCode(), request + 1);
          List<JsonNode> logs = logs(product, traceId);
          String order = orders.getOrDefault(traceId, "");

          assertThat(logs)
              .extracting(log -> log.get("body").textValue())
              .containsExactlyInAnyOrder(
                  "Received order " + order,
                  "Stock of order " + order + " is low",
                  "Order " + order + " failed");
          for (JsonNode log : logs) {
            assertThat(log.get("service").textValue()).isEqualTo(service.name());
            assertThat(log.get("traceId").textValue()).isEqualTo(traceId);
          }
          assertServerSpan(product, traceId, logs);
          JsonNode failed = log("Order ", logs);
          JsonNode jul = log("Stock ", logs);
          assertSlf4j(log("Received ", logs), order, "INFO", "order");
          assertSlf4j(failed, order, "ERROR", "order");
          assertThat(jul.get("severity").textValue()).isEqualTo("WARN");
          assertThat(jul.get("logger").textValue())
              .isEqualTo("jul." + OrderService.class.getName());
          assertException(failed, order);
          groups.put(service.name(), failed.get("exceptionGroup").textValue());
        }
      }
      assertThat(groups.values()).hasSize(2).containsOnly(groups.get(logback.name()));
      assertGroup(product, logback.name(), groups.get(logback.name()));
    }
  }

  private static void assertSlf4j(JsonNode log, String order, String severity, String method) {
    JsonNode attributes = log.get("attributes");
    assertThat(log.get("severity").textValue()).isEqualTo(severity);
    assertThat(log.get("logger").textValue()).isEqualTo(OrderService.class.getName());
    assertThat(attributes.get("customer").textValue()).isEqualTo("c-" + order);
    assertThat(attributes.get("thread.name").textValue()).startsWith("http-nio-");
    assertThat(attributes.get("code.function.name").textValue())
        .isEqualTo(OrderService.class.getName() + "." + method);
    assertThat(attributes.get("code.file.path").textValue()).isEqualTo("OrderService.java");
    assertThat(attributes.get("code.line.number").asInt()).isPositive();
  }

  private static void assertException(JsonNode log, String order) {
    JsonNode attributes = log.get("attributes");
    assertThat(attributes.get("exception.type").textValue())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(attributes.get("exception.message").textValue())
        .isEqualTo("cannot reserve " + order);
    assertThat(attributes.get("exception.stacktrace").textValue())
        .startsWith("java.lang.IllegalStateException: cannot reserve " + order)
        .contains("at " + OrderService.class.getName() + ".reserve(OrderService.java:")
        .contains("Caused by: java.lang.UnsupportedOperationException: no article in " + order);
  }

  /** The records are of the span of the request. */
  private static void assertServerSpan(Product product, String traceId, List<JsonNode> logs)
      throws IOException, InterruptedException {
    JsonNode trace =
        Await.until(
            () -> product.find("/api/v1/traces/" + traceId),
            found -> !found.get("spans").isEmpty());
    String spanId = trace.at("/spans/0/spanId").textValue();
    assertThat(logs).extracting(log -> log.get("spanId").textValue()).containsOnly(spanId);
  }

  private static void assertGroup(Product product, String service, String id)
      throws IOException, InterruptedException {
    JsonNode exceptions =
        Await.until(
            () -> product.find("/api/v1/logs/exceptions?service=" + service),
            found -> found.at("/exceptions/0/count").asInt() == REQUESTS);
    JsonNode group = exceptions.at("/exceptions/0");
    assertThat(group.get("id").textValue()).isEqualTo(id);
    assertThat(group.get("type").textValue()).isEqualTo("java.lang.IllegalStateException");
    assertThat(group.get("rootType").textValue())
        .isEqualTo("java.lang.UnsupportedOperationException");
    assertThat(group.get("location").textValue())
        .isEqualTo(OrderService.class.getName() + ".reserve");
    assertThat(group.get("new").booleanValue()).isTrue();
  }

  private static JsonNode log(String start, List<JsonNode> logs) {
    return logs.stream()
        .filter(log -> log.get("body").textValue().startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  /** The records of a trace. */
  private static List<JsonNode> logs(Product product, String traceId)
      throws IOException, InterruptedException {
    JsonNode page =
        Await.until(
            () -> product.find("/api/v1/logs?traceId=" + traceId),
            found -> found.get("logs").size() >= RECORDS_OF_REQUEST);
    List<JsonNode> logs = new ArrayList<>();
    page.get("logs").forEach(logs::add);
    return logs;
  }

  private static void get(URI uri, String traceId) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
            .build();
    assertThat(
            Optional.of(HTTP.send(request, BodyHandlers.ofString()))
                .filter(answer -> answer.statusCode() == 200))
        .isPresent();
  }
}
