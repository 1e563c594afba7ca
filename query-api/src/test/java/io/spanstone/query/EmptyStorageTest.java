package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered after a first start, before anything was sent. */
@ExtendWith(SharedElasticsearch.class)
class EmptyStorageTest {
  private static TestServer server;

  @BeforeAll
  static void install(URI elasticsearch) throws Exception {
    server = new TestServer.Setup().elasticsearch(elasticsearch, "query_empty").start();
    server.storage().install();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/services",
        "/api/v1/services/cart/operations",
        "/api/v1/services/cart/instances",
        "/api/v1/instances",
        "/api/v1/red?service=cart",
        "/api/v1/traces?service=cart&status=error&operation=GET",
        "/api/v1/dependencies",
        "/api/v1/logs?query=order",
        "/api/v1/logs/histogram",
        "/api/v1/logs/histogram?query=order&service=cart&severity=error",
        "/api/v1/logs/fields",
        "/api/v1/logs/fields/severity/values",
        "/api/v1/logs/patterns",
        "/api/v1/logs/exceptions",
        "/api/v1/status",
        "/prometheus/api/v1/query?query=up",
        "/prometheus/api/v1/query_exemplars?query=up&start=0&end=1000000000",
        "/prometheus/api/v1/series?match[]=up",
        "/prometheus/api/v1/labels",
        "/prometheus/api/v1/label/job/values",
        "/prometheus/api/v1/metadata"
      })
  void everyQuestionIsAnswered(String path) {
    Answer answer = server.get(path);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @Test
  void aHistogramHasItsBuckets() {
    JsonNode histogram = server.get("/api/v1/logs/histogram?step=5m").json();

    assertThat(histogram.get("total").intValue()).isZero();
    assertThat(histogram.get("complete").booleanValue()).isTrue();
    assertThat(histogram.get("buckets")).hasSizeBetween(12, 13);
  }
}
