package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules on the whole product: what one records comes back through the collector. */
@ExtendWith(RunningProduct.class)
class AlertTest {
  @Test
  void whatOneRuleRecordsAnotherFiresOn(Product product) throws IOException, InterruptedException {
    HttpResponse<String> recording =
        create(
            product,
            """
            {"record":"e2e:answer","expr":"vector(42)","labels":{"of":"everything"},"interval":"5s"}
            """);
    HttpResponse<String> firing =
        create(
            product,
            """
            {"name":"Answered","expr":"e2e:answer > 41","interval":"5s","severity":"info",
             "annotations":{"text":"{{ $labels.of }}: {{ $value }}"}}
            """);

    JsonNode alert =
        Await.until(
            () -> product.find("/api/v1/alerts?state=firing").map(AlertTest::answered),
            found -> !found.isMissingNode());

    assertThat(alert.get("annotations").get("text").asText()).isEqualTo("everything: 42");
    Await.until(
        () -> product.find("/api/v1/alerts/history?name=Answered"),
        found -> found.get("alerts").size() > 0);
    JsonNode recorded =
        Await.until(
            () ->
                product.find("/prometheus/api/v1/query?query=ALERTS%7Balertname=%22Answered%22%7D"),
            found -> found.at("/data/result").size() > 0);
    assertThat(recorded.at("/data/result/0/metric/alertstate").asText()).isEqualTo("firing");
    delete(product, firing);
    delete(product, recording); // or it goes on to write metrics among those of other tests
  }

  /** Of the alerts, among which may be those of other tests. */
  private static JsonNode answered(JsonNode answer) {
    for (JsonNode alert : answer.get("alerts")) {
      if (alert.get("name").asText().equals("Answered")) {
        return alert;
      }
    }
    return MissingNode.getInstance();
  }

  private static HttpResponse<String> create(Product product, String rule)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(product.url("/api/v1/alert-rules"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(rule))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  private static void delete(Product product, HttpResponse<String> created)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(product.url(created.headers().firstValue("location").orElseThrow()))
            .header("If-Match", created.headers().firstValue("etag").orElseThrow())
            .DELETE()
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }
}
