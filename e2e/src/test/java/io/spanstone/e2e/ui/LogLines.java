package io.spanstone.e2e.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Log records of one service, sent as lines of JSON over HTTP. */
final class LogLines {
  private static final HttpClient http = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String STACK =
      """
      java.lang.IllegalStateException: could not charge
      	at shop.ChargeService.charge(ChargeService.java:88)
      	at org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1)
      Caused by: shop.NetworkException: no answer
      	at shop.CardNetwork.send(CardNetwork.java:57)
      Caused by: java.net.SocketTimeoutException: Read timed out
      	at java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)
      	at shop.net.Channel.read(Channel.java:31)
      """;

  private final String service;
  private final List<String> lines = new ArrayList<>();
  private int sent;

  LogLines(String service) {
    this.service = service;
  }

  /** Adds a line; {@code more} are pairs of a name and a value. */
  LogLines add(Instant time, String severity, String message, Object... more) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", time.toString());
    line.put("severity", severity);
    line.put("message", message);
    line.put("logger", "shop.Checkout");
    for (int i = 0; i < more.length; i += 2) {
      line.put((String) more[i], more[i + 1]);
    }
    lines.add(JSON.writeValueAsString(line));
    return this;
  }

  /** Sends what was added since the last time, which must be accepted. */
  LogLines send(Product product) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(
                    product.otlpHttp("/v1/ingest/logs?service=" + service + "&instance=a"))
                .header("content-type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", lines), UTF_8))
                .build(),
            BodyHandlers.ofString());
    if (JSON.readTree(response.body()).path("accepted").asInt() != lines.size()) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
    sent += lines.size();
    lines.clear();
    return this;
  }

  /** Returns when all that was sent is found. */
  void awaitStored(Product product) throws IOException, InterruptedException {
    Await.until(
        () -> product.find("/api/v1/logs/histogram?service=" + service),
        (JsonNode counts) -> counts.get("total").asInt() == sent);
  }
}
