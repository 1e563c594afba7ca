package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.spanstone.testkit.RandomOtlp;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class LogRoutesTest {
  private static URI elasticsearch;
  private static TestServer server;
  private static RandomOtlp telemetry;

  @BeforeAll
  static void start(URI uri) throws Exception {
    elasticsearch = uri;
    server = new TestServer.Setup().elasticsearch(uri, "query_log_routes").start();
    telemetry = new RandomOtlp(12, Instant.now().minusSeconds(1_800));
    StoredBlocks.logs(server.storage(), uri, telemetry.logs(400));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theHistogramCountsWhatTheSearchFinds() {
    for (String query : List.of("", "query=order", "severity=%3E%3Dwarn", "service=cart")) {
      JsonNode histogram = server.get("/api/v1/logs/histogram?step=5m&" + query).json();
      int found = server.get("/api/v1/logs?limit=1000&" + query).json().get("logs").size();

      assertThat(found).as(query).isPositive();
      assertThat(histogram.get("total").intValue()).as(query).isEqualTo(found);
      assertThat(histogram.get("stepSeconds").intValue()).isEqualTo(300);
      assertThat(histogram.get("complete").booleanValue()).isTrue();
      assertThat(histogram.get("buckets")).hasSizeBetween(12, 13);
    }
    assertThat(server.get("/api/v1/logs/histogram").json().get("stepSeconds").intValue())
        .isEqualTo(60);
  }

  @Test
  void theContextIsOfTheSameServiceAndInstance() {
    JsonNode logs = server.get("/api/v1/logs?service=cart&limit=1000").json().get("logs");
    JsonNode middle = logs.get(logs.size() / 2);

    JsonNode context =
        server
            .get("/api/v1/logs/context?before=3&after=2&id=" + middle.get("id").textValue())
            .json();

    assertThat(context.get("log")).isEqualTo(middle);
    assertThat(context.get("before")).hasSize(3);
    assertThat(context.get("after")).hasSize(2);
    List<JsonNode> all = new ArrayList<>();
    context.get("before").forEach(all::add);
    all.add(context.get("log"));
    context.get("after").forEach(all::add);
    assertThat(all)
        .isSortedAccordingTo((a, b) -> time(a).compareTo(time(b)))
        .allSatisfy(log -> assertThat(log.get("instance")).isEqualTo(middle.get("instance")));
    assertThat(server.get("/api/v1/logs/context?id=none-1.0").status()).isEqualTo(404);
  }

  @Test
  void fieldsAndValuesCompleteAQuery() {
    JsonNode fields = server.get("/api/v1/logs/fields?prefix=T").json().get("fields");
    JsonNode values =
        server.get("/api/v1/logs/fields/thread.name/values?prefix=HTTP-1&limit=5").json();

    assertThat(fields).extracting(field -> field.get("name").textValue()).contains("traceId");
    assertThat(fields).extracting(field -> field.get("name").textValue()).contains("thread.name");
    assertThat(values.get("values"))
        .hasSize(5)
        .allSatisfy(value -> assertThat(value.get("value").textValue()).startsWith("http-1"));
  }

  @Test
  void aPatternIsShownAndFound() {
    JsonNode log = server.get("/api/v1/logs?query=placed&limit=1").json().at("/logs/0");
    String pattern = log.get("pattern").textValue();

    JsonNode same = server.get("/api/v1/logs?limit=1000&query=pattern:" + pattern).json();

    assertThat(pattern).hasSize(16);
    assertThat(same.get("logs"))
        .hasSizeGreaterThan(10)
        .allSatisfy(each -> assertThat(each.get("pattern").textValue()).isEqualTo(pattern));
  }

  @Test
  void aTailSendsWhatIsStoredAndMatches() throws Exception {
    String url = "http://127.0.0.1:" + server.port() + "/api/v1/logs/tail?severity=error";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", "gzip").build();
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      awaitLine(events, ": open");
      awaitLine(events, ": still here"); // so long the first look has been
      LogsData later = new RandomOtlp(13, Instant.now()).logs(300);
      int errors =
          (int)
              later.getResourceLogsList().stream()
                  .flatMap(resource -> resource.getScopeLogsList().stream())
                  .flatMap(scope -> scope.getLogRecordsList().stream())
                  .filter(log -> log.getSeverityNumberValue() == 17)
                  .count();
      StoredBlocks.logs(server.storage(), elasticsearch, later);

      Set<String> ids = new HashSet<>();
      while (ids.size() < errors) {
        String data = awaitLine(events, "data: ").substring("data: ".length());
        JsonNode log = new ObjectMapper().readTree(data);
        assertThat(log.get("severity").textValue()).isEqualTo("ERROR");
        assertThat(ids.add(log.get("id").textValue())).isTrue();
      }
      assertThat(awaitLine(events, ":")).isEqualTo(": still here");
    }
  }

  @Test
  void headOfATailDoesNotWait() {
    assertThat(server.send("HEAD", "/api/v1/logs/tail").status()).isEqualTo(200);
  }

  @Test
  void tooManyTailsAreRefused() throws Exception {
    List<Socket> open = new ArrayList<>();
    try (TestServer other = TestServer.alone()) {
      String status = "";
      while (!status.startsWith("HTTP/1.1 503") && open.size() < 40) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), other.port());
        open.add(socket);
        socket.setSoTimeout(10_000);
        socket
            .getOutputStream()
            .write(
                "GET /api/v1/logs/tail HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        status =
            new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                .readLine();
      }
      assertThat(status).startsWith("HTTP/1.1 503");
      assertThat(open.size()).isBetween(30, 34);
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private static String awaitLine(BufferedReader events, String start) throws IOException {
    String line = events.readLine();
    while (line != null && !line.startsWith(start)) {
      line = events.readLine();
    }
    assertThat(line).as("the stream ended before " + start).isNotNull();
    return line;
  }

  private static Instant time(JsonNode log) {
    return Instant.parse(log.get("time").textValue());
  }
}
