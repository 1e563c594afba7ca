package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.alone();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/services?start=yesterday                          | start",
        "/api/v1/services?start=2&end=1                            | start",
        "/api/v1/services?start=                                   | start",
        "/api/v1/services?step=10                                  | step",
        "/api/v1/services?Start=1                                  | Start",
        "/api/v1/services?end=1&end=2                              | end",
        "/api/v1/services?end=2026-11-24                           | end",
        "/api/v1/services/cart/operations?limit=3                  | limit",
        "/api/v1/services/cart/operations?end=tomorrow             | end",
        "/api/v1/red?step=15s                                      | step",
        "/api/v1/red?step=0s                                       | step",
        "/api/v1/red?step=minute                                   | step",
        "/api/v1/red?groupBy=pod&service=                          | groupBy,service",
        "/api/v1/red?start=0&step=10s                              | step",
        "/api/v1/red?start=2&end=1                                 | start",
        "/api/v1/red?group=service                                 | group",
        "/api/v1/traces?limit=0                                    | limit",
        "/api/v1/traces?limit=1001                                 | limit",
        "/api/v1/traces?limit=many                                 | limit",
        "/api/v1/traces?kind=boss                                  | kind",
        "/api/v1/traces?status=broken                              | status",
        "/api/v1/traces?minDuration=5                              | minDuration",
        "/api/v1/traces?minDuration=2s&maxDuration=1s              | minDuration",
        "/api/v1/traces?attribute=http.route                       | attribute",
        "/api/v1/traces?attribute=a:b&attribute=:c                 | attribute",
        "/api/v1/traces?services=cart                              | services",
        "/api/v1/traces?limit=0&kind=boss&hello=1&start=x          | limit,kind,hello,start",
        "/api/v1/traces/0af7651916cd43dd                           | traceId",
        "/api/v1/traces/00000000000000000000000000000000           | traceId",
        "/api/v1/traces/0af7651916cd43dd8448eb211c80319g           | traceId",
        "/api/v1/traces/0af7651916cd43dd8448eb211c80319c?raw=true  | raw",
        "/api/v1/logs?query=%28a                                   | query",
        "/api/v1/logs?query=a&query=b                              | query",
        "/api/v1/logs?severity=boss                                | severity",
        "/api/v1/logs?severity=error+warn                          | severity",
        "/api/v1/logs?traceId=0af7651916cd43dd                     | traceId",
        "/api/v1/logs?spanId=0000000000000000                      | spanId",
        "/api/v1/logs?service=                                     | service",
        "/api/v1/logs?limit=1001&words=a                           | limit,words",
        "/api/v1/logs?cursor=abc                                   | cursor",
        "/api/v1/logs/histogram?step=100ms                         | step",
        "/api/v1/logs/histogram?step=1s                            | step",
        "/api/v1/logs/context                                      | id",
        "/api/v1/logs/context?id=x&before=501                      | id,before",
        "/api/v1/logs/fields?limit=0                               | limit",
        "/api/v1/logs/fields/body/values                           | field",
        "/api/v1/logs/tail?start=1&query=%29                       | start,query",
        "/api/v1/status?verbose                                    | verbose",
        "/api/v1/logs?service=%FF                                  | service",
        "/api/v1/traces?%73ervice=%ED%A0%80                        | service",
      })
  void theProblemNamesEveryFaultyParameter(String path, String parameters) {
    Answer answer = server.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.get("status").intValue()).isEqualTo(400);
    assertThat(problem.get("errors"))
        .extracting(error -> error.get("parameter").textValue())
        .containsExactlyInAnyOrderElementsOf(List.of(parameters.split(",")));
    assertThat(problem.get("errors"))
        .allSatisfy(error -> assertThat(error.get("message").textValue()).hasSizeGreaterThan(10));
    assertThat(problem.get("detail").textValue()).contains(parameters.split(","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/spans",
        "/api/v2/traces",
        "/api/v1/traces/a/b"
      })
  void anUnknownRouteOfTheApiIsAProblemEvenForABrowser(String path) {
    Answer answer = server.send("GET", path, "Accept", "text/html,*/*;q=0.8");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("instance").textValue()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void aWrongMethodIsToldTheRightOnes(String method) {
    for (String path : List.of("/api/v1/traces", "/api/v1/traces/" + TRACE_ID, "/readyz", "/")) {
      Answer answer = server.send(method, path, "Accept", "text/html");

      assertThat(answer.status()).as(path).isEqualTo(405);
      assertThat(answer.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void optionsNamesTheMethods() {
    Answer answer = server.send("OPTIONS", "/api/v1/traces");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void otherOriginsAreNotLetIn() {
    Answer answer =
        server.send(
            "OPTIONS",
            "/api/v1/traces",
            "Origin",
            "http://elsewhere.example",
            "Access-Control-Request-Method",
            "GET");

    assertThat(answer.response().headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control"));
  }

  @Test
  void anUnacceptableAcceptIsToldWhatThereIs() {
    Answer answer = server.get("/api/v1/traces/" + TRACE_ID, "Accept", "text/csv");

    assertThat(answer.status()).isEqualTo(406);
    assertThat(answer.json().get("detail").textValue())
        .contains("application/json", "application/x-protobuf");
  }

  @Test
  void elasticsearchBeingAwayIsAProblemWithARetryHint() {
    for (String path :
        List.of(
            "/api/v1/services",
            "/api/v1/services/cart/operations",
            "/api/v1/red",
            "/api/v1/traces",
            "/api/v1/logs",
            "/api/v1/traces/" + TRACE_ID)) {
      Answer answer = server.get(path);

      assertThat(answer.status()).as(path).isEqualTo(503);
      assertThat(answer.header("retry-after")).isEqualTo("2");
      assertThat(answer.json().get("detail").textValue()).contains("Elasticsearch");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "GET /\u0001 HTTP/1.1", "GET / HTTP/9.9", "GET /%zz HTTP/1.1"})
  void whatIsNotHttpGetsAProblemToo(String line) throws IOException {
    assertThat(raw(line + "\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 ")
        .contains("application/problem+json")
        .doesNotContain("<html");
  }

  @Test
  void aWrongPercentSignIsAFaultOfItsParameter() throws IOException {
    assertThat(raw("GET /api/v1/traces?service=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"parameter\":\"service\"", "%25");
  }

  @Test
  void anIdThatCannotBeIsAFaultOfThePath() {
    String id = "é".repeat(201);
    for (String path : List.of("dashboards", "alert-rules", "slos", "silences", "notifiers")) {
      String address = "/api/v1/" + path + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
      Answer answer = server.get(address);
      assertThat(answer.status()).as(path).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/parameter").textValue()).isEqualTo("id");
      assertThat(server.bare("DELETE", address, "If-Match", "\"1-1\"").status()).isEqualTo(400);
    }
  }

  @Test
  void whatIsWrongIsRepeatedInPartOnlyIfItIsLong() {
    String deep = "[".repeat(900) + "1,".repeat(100_000) + "1" + "]".repeat(900);
    for (String name : List.of("name", "n".repeat(40_000))) {
      Answer answer =
          server.json("POST", "/api/v1/dashboards", "{\"%s\":%s}".formatted(name, deep));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).hasSizeBetween(100, 5_000).contains("name", "…");
    }
  }

  @Test
  void ofVeryManyFaultsAHundredAreNamed() {
    String fields =
        IntStream.range(0, 5_000)
            .mapToObj("\"f%d\":1"::formatted)
            .collect(Collectors.joining(",", "{", "}"));
    JsonNode problem = server.json("POST", "/api/v1/dashboards", fields).json();

    assertThat(problem.get("errors")).hasSize(100);
    assertThat(problem.get("detail").textValue()).endsWith("; and 4901 more faults");
  }

  @Test
  void anEndlessHeadIsRefused() throws IOException {
    assertThat(raw("GET /?" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ")
        .contains("application/problem+json", "shorten its parameters");
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
