package io.spanstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class SharedElasticsearchTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void storesAndFindsADocument(URI elasticsearch) throws Exception {
    HttpRequest create =
        HttpRequest.newBuilder(elasticsearch.resolve("/shared/_create/1?refresh=true"))
            .header("content-type", "application/json")
            .PUT(BodyPublishers.ofString("{\"word\":\"span\"}"))
            .build();
    assertThat(http.send(create, BodyHandlers.discarding()).statusCode()).isEqualTo(201);

    HttpRequest search =
        HttpRequest.newBuilder(elasticsearch.resolve("/shared/_search?q=word:span")).build();
    HttpResponse<String> found = http.send(search, BodyHandlers.ofString());
    assertThat(found.body()).contains("\"_id\":\"1\"");
  }

  @Test
  void isTheSameForEveryTest(URI elasticsearch, URI again) {
    assertThat(elasticsearch).isEqualTo(again);
  }
}
