package io.spanstone.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import io.spanstone.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo's Eureka server and Spring Cloud Gateway with our agent, and an instance without it. */
@ExtendWith(RunningProduct.class)
class RegistryTest {
  private static final Path HOME =
      Path.of(System.getProperty("spanstone.root"), "standalone", "target", "spanstone");

  private static final String GHOST =
      """
      {"instance":{"instanceId":"quay:ghost:1","hostName":"quay","app":"GHOST","status":"UP",
      "ipAddr":"127.0.0.1","port":{"$":1,"@enabled":"true"},"dataCenterInfo":
      {"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"}}}""";

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void instancesAreWhatTheRegistryAndTheyThemselvesSay(Product product, @TempDir Path logs)
      throws IOException, InterruptedException {
    int registry = FreePorts.one();
    int front = FreePorts.one();
    String eureka = "http://127.0.0.1:" + registry + "/eureka/";
    Process server = start(product, logs, "eureka", registry, eureka, List.of());
    Process gateway = start(product, logs, "gateway", front, eureka, routeTo(registry));
    try {
      Await.until(
          () -> Optional.of(status("http://127.0.0.1:" + registry + "/")), ready -> ready == 200);
      Await.until(
          () -> Optional.of(status("http://127.0.0.1:" + front + "/orders/1")),
          answered -> answered > 0);
      register(eureka);

      JsonNode registered = awaitState(product, "gateway", "up");
      assertThat(registered.at("/registration/type").asText()).isEqualTo("eureka");
      assertThat(registered.at("/registration/application").asText()).isEqualTo("GATEWAY");
      assertThat(registered.at("/registration/status").asText()).isEqualTo("UP");
      JsonNode ghost = awaitState(product, "ghost", "silent");
      assertThat(ghost.get("id").asText()).isEqualTo("quay:ghost:1");
      Await.until(
          () -> product.find("/api/v1/traces?service=gateway&attribute=gateway.route.id:orders"),
          found -> found.get("traces").size() > 0);
      List<String> routed =
          Await.until(
              () -> Optional.of(operations(product, "gateway")),
              names -> names.contains("GET /orders/**"));
      assertThat(routed).noneMatch(name -> name.startsWith("PUT"));
      assertThat(operations(product, "eureka")).noneMatch(name -> name.contains("eureka"));

      gateway.destroy();
      awaitState(product, "gateway", "stopped");
    } finally {
      for (Process each : List.of(gateway, server)) {
        each.destroy();
        if (!each.waitFor(20, TimeUnit.SECONDS)) {
          each.destroyForcibly();
        }
      }
    }
  }

  private static List<String> routeTo(int port) {
    String route = "--spring.cloud.gateway.server.webflux.routes[0].";
    return List.of(
        route + "id=orders",
        route + "uri=http://127.0.0.1:" + port,
        route + "predicates[0]=Path=/orders/**");
  }

  private static Process start(
      Product product, Path logs, String name, int port, String eureka, List<String> arguments)
      throws IOException {
    String main = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Application";
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m"));
    command.add("-javaagent:" + HOME.resolve("agent").resolve("spanstone-javaagent.jar"));
    command.add("-Dotel.service.name=" + name);
    command.add("-Dotel.exporter.otlp.endpoint=" + product.otlpGrpc());
    command.add("-Dotel.metric.export.interval=1000");
    command.addAll(List.of("-cp", HOME.resolve("demo").resolve(name) + "/*"));
    command.add("io.spanstone.demo." + name + "." + main);
    command.add("--server.port=" + port);
    command.add("--logging.file.name=" + logs.resolve(name + ".log"));
    command.addAll(
        List.of(
            "--eureka.client.enabled=true",
            "--eureka.client.register-with-eureka=true",
            "--eureka.client.fetch-registry=true",
            "--eureka.client.registry-fetch-interval-seconds=1",
            "--eureka.client.service-url.defaultZone=" + eureka,
            "--eureka.instance.lease-renewal-interval-in-seconds=1"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(logs.resolve(name + ".out").toFile())
        .start();
  }

  private static JsonNode awaitState(Product product, String service, String state)
      throws IOException, InterruptedException {
    return Await.until(
        () ->
            product
                .find("/api/v1/services/" + service + "/instances")
                .map(answer -> inState(answer, state)),
        found -> !found.isMissingNode());
  }

  private static JsonNode inState(JsonNode answer, String state) {
    for (JsonNode instance : answer.get("instances")) {
      boolean told = state.equals("stopped") || !instance.get("registration").isNull();
      if (instance.get("state").asText().equals(state) && told) {
        return instance;
      }
    }
    return MissingNode.getInstance();
  }

  private static List<String> operations(Product product, String service)
      throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    product
        .find("/api/v1/services/" + service + "/operations")
        .ifPresent(
            answer ->
                answer.get("operations").forEach(each -> names.add(each.get("name").asText())));
    return names;
  }

  private int status(String url) throws InterruptedException {
    try {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private void register(String eureka) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(eureka + "apps/GHOST"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(GHOST))
            .build();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
  }
}
