package io.spanstone.e2e.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import io.spanstone.testkit.SecuredElasticsearch;
import io.spanstone.testkit.Tools;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A span's way through the product on the Java that runs the tests and on every newer one that is
 * installed beside it: with the embedded Elasticsearch, and with a secured cluster.
 */
@ExtendWith(RunningProduct.class)
class JavaVersionsTest {
  private static final String TRACE_ID = "7c7c7c7c7c7c7c7c7c7c7c7c7c7c7c7c";
  private static final String SPAN =
      """
      {"resourceSpans": [{"scopeSpans": [{"spans": [{
        "traceId": "%s", "spanId": "eee19b7ec3c1b174", "name": "by every Java", "kind": 2,
        "startTimeUnixNano": "%d", "endTimeUnixNano": "%d"}]}]}]}
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void needsProcessGroups() {
    Tools.require("setsid");
  }

  @TestFactory
  Stream<DynamicTest> embeddedElasticsearch(@TempDir Path directory) throws Exception {
    return Jdks.ownAndNewer().stream()
        .skip(1) // every other test runs on the own one
        .map(jdk -> test(jdk, directory, Map.of("SPANSTONE_ES_HEAP", "256m")));
  }

  @TestFactory
  Stream<DynamicTest> securedCluster(Product other, @TempDir Path directory) throws Exception {
    SecuredElasticsearch secured = SecuredElasticsearch.before(other.elasticsearch(), directory);
    return Jdks.ownAndNewer().stream()
        .map(jdk -> test(jdk, directory, settingsFor(secured, jdk)))
        .onClose(secured::close);
  }

  private static Map<String, String> settingsFor(SecuredElasticsearch secured, Path jdk) {
    return Map.of(
        "SPANSTONE_ES_URL",
        secured.uri().toString(),
        "SPANSTONE_ES_USERNAME",
        SecuredElasticsearch.USERNAME,
        "SPANSTONE_ES_PASSWORD",
        SecuredElasticsearch.PASSWORD,
        "SPANSTONE_ES_CA",
        secured.caFile().toString(),
        "SPANSTONE_INDEX_REPLICAS",
        "0",
        "SPANSTONE_INDEX_PREFIX",
        "java_" + Integer.toHexString(jdk.hashCode()));
  }

  private DynamicTest test(Path jdk, Path directory, Map<String, String> settings) {
    return DynamicTest.dynamicTest(
        jdk.getFileName().toString(),
        () -> {
          Map<String, String> all = new LinkedHashMap<>(settings);
          all.put("JAVA_HOME", jdk.toString());
          Path data = directory.resolve(jdk.getFileName());
          try (Product product = Product.start(data, List.of("up"), all)) {
            aSpanIsFound(product);
            assertThat(product.console()).doesNotContain("WARNING");
          }
        });
  }

  private void aSpanIsFound(Product product) throws Exception {
    long now = Instant.now().toEpochMilli() * 1_000_000;
    HttpRequest export =
        HttpRequest.newBuilder(product.otlpHttp("/v1/traces"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(SPAN.formatted(TRACE_ID, now, now + 1)))
            .build();
    HttpResponse<String> answer = http.send(export, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

    HttpResponse<String> found =
        Await.until(
            () -> Optional.of(product.request("/api/v1/traces/" + TRACE_ID)),
            response -> response.statusCode() == 200); // 503 while the first index comes to life

    assertThat(found.body()).contains("by every Java");
  }
}
