package io.spanstone.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.Readme;
import io.spanstone.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./spanstone demo}, the whole shop, on free ports. */
final class RunningShop implements AutoCloseable {
  /** On two processors; other tests may be at work beside it. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);

  private static final int PORTS = 9;
  private static final int FAULTS = 6;

  private final HttpClient http = HttpClient.newHttpClient();
  private final int portBase = FreePorts.inARow(PORTS);
  private final Product product;

  /** Starts it and waits until its load begins. */
  RunningShop(Path data, int requestsPerSecond) throws IOException, InterruptedException {
    product =
        Product.start(
            data,
            List.of("demo"),
            Map.of(
                "SPANSTONE_DEMO_PORT_BASE", Integer.toString(portBase),
                "SPANSTONE_DEMO_RATE", Integer.toString(requestsPerSecond)));
    try {
      awaitReady();
    } catch (IOException | InterruptedException | AssertionError e) {
      product.close();
      throw e;
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(READY_WITHIN);
    while (!product.console().contains("demo: ready")) {
      if (Instant.now().isAfter(deadline) || product.console().contains("The demo ended")) {
        throw new AssertionError("the shop does not open: " + product.console());
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  Product product() {
    return product;
  }

  /** What a command of the README prints, typed with the ports of this shop. */
  String run(String command) throws IOException, InterruptedException {
    String here =
        command
            .replace("http://localhost:7070", product.url("").toString())
            .replace("http://localhost:8087", "http://127.0.0.1:" + (portBase + FAULTS));
    assertThat(here).doesNotContain("localhost");
    return Readme.run(here);
  }

  void switchOn(String fault) throws IOException, InterruptedException {
    askFaults("PUT", fault);
  }

  void switchOff(String fault) throws IOException, InterruptedException {
    askFaults("DELETE", fault);
  }

  private void askFaults(String method, String fault) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + (portBase + FAULTS) + "/faults/" + fault);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(method + " " + uri + ": " + response.body());
    }
  }

  /** The value of the first series of a PromQL query; NaN if there is none. */
  double value(String query) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    JsonNode answer = product.get("/prometheus/api/v1/query?query=" + encoded);
    return answer.at("/data/result/0/value/1").asDouble(Double.NaN);
  }

  @Override
  public void close() throws IOException {
    product.close();
  }
}
