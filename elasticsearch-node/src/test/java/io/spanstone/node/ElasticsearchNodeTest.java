package io.spanstone.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchNodeTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path data;

  @Test
  void answersItsRootAsElasticsearchDoes() throws Exception {
    try (ElasticsearchNode node = ElasticsearchNode.start(TestNodes.settings(data))) {
      HttpRequest root = HttpRequest.newBuilder(node.uri()).build();
      HttpResponse<String> answer = http.send(root, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-elastic-product")).contains("Elasticsearch");
      assertThat(answer.body())
          .contains("\"name\" : \"spanstone\"")
          .contains("\"cluster_name\" : \"spanstone\"")
          .contains("\"number\" : \"8.")
          .contains("\"tagline\" : \"You Know, for Search\"");
    }
  }
}
