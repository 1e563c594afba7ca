package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final OpenApiContract CONTRACT = OpenApiContract.load();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.alone();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyRouteOfTheApiIsDocumentedAndViceVersa() {
    List<String> routes = server.routes().api().stream().map(Routes.Route::path).toList();

    assertThat(CONTRACT.paths()).containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void everyDocumentedMethodIsServedAndViceVersa() {
    for (Routes.Route route : server.routes().api()) {
      Answer answer = server.send("OPTIONS", concrete(route.path()));

      assertThat(answer.status()).as(route.path()).isEqualTo(204);
      Set<String> served = new TreeSet<>(Arrays.asList(answer.header("allow").split(", ")));
      served.removeAll(Set.of("HEAD", "OPTIONS"));
      if (!route.path().startsWith("/prometheus/")) {
        assertThat(CONTRACT.methods(route.path())).as(route.path()).isEqualTo(served);
      }
    }
  }

  @Test
  void everyQueryParameterThatARouteTakesIsDocumentedAndViceVersa() {
    for (String path : CONTRACT.paths()) {
      if (path.startsWith("/api/v1/") && CONTRACT.methods(path).contains("GET")) {
        assertThat(parametersThatTheServerNames(path))
            .as(path)
            .isEqualTo(CONTRACT.queryParameters(path));
      }
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(CONTRACT.danglingReferences()).isEmpty();
  }

  @Test
  void theDocumentIsServed() {
    Answer answer = server.get("/openapi.yaml");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).startsWith("openapi: 3.1.0");
  }

  /** A route that is given an unknown parameter says which ones it takes. */
  private static Set<String> parametersThatTheServerNames(String path) {
    JsonNode error =
        server.get(concrete(path) + "?no-such-parameter=1").json().get("errors").get(0);
    assertThat(error.get("parameter").textValue()).isEqualTo("no-such-parameter");
    String[] takes = error.get("message").textValue().split("this route takes ", 2);
    return takes[1].equals("no parameters")
        ? new TreeSet<>()
        : new TreeSet<>(Arrays.asList(takes[1].split(", ")));
  }

  private static String concrete(String path) {
    return path.replace("{service}", "cart")
        .replace("{field}", "thread.name")
        .replace("{name}", "job")
        .replace("{id}", "0123456789abcdef")
        .replace("{traceId}", "0af7651916cd43dd8448eb211c80319c");
  }
}
