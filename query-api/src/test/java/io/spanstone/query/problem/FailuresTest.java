package io.spanstone.query.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.Handler;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void anAnswerThatFailsHalfWayIsCutOffSoThatNobodyTakesItForWhole() {
    assertThatIOException()
        .isThrownBy(
            () ->
                answerOf(
                    request ->
                        JsonAnswer.send(
                            request,
                            json -> {
                              writeNumbers(json, 100_000);
                              throw new IllegalStateException("half way");
                            })));
  }

  @Test
  void anAnswerThatFailsBeforeAnythingIsSentBecomesAProblem() throws Exception {
    HttpResponse<String> answer =
        answerOf(
            request ->
                JsonAnswer.send(
                    request,
                    json -> {
                      writeNumbers(json, 10);
                      throw new IllegalStateException("early");
                    }));

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.get("title").textValue()).isEqualTo("Server Error");
    assertThat(problem.get("instance").textValue()).isEqualTo("/failing");
    assertThat(answer.body()).doesNotContain("early", "IllegalState");
  }

  @Test
  void storageThatDoesNotAnswerIsATemporaryProblem() throws Exception {
    HttpResponse<String> answer =
        answerOf(
            request -> {
              throw new StorageException("connection refused to 10.0.0.1");
            });

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("2");
    assertThat(answer.body()).doesNotContain("10.0.0.1");
  }

  private static HttpResponse<String> answerOf(Handler failing)
      throws IOException, InterruptedException {
    Javalin javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.get("/failing", failing);
                  config.routes.exception(Exception.class, Failures::answer);
                })
            .start("127.0.0.1", 0);
    try {
      URI uri = URI.create("http://127.0.0.1:" + javalin.port() + "/failing");
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } finally {
      javalin.stop();
    }
  }

  private static void writeNumbers(JsonGenerator json, int count) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < count; i++) {
      json.writeNumber(i);
    }
  }
}
