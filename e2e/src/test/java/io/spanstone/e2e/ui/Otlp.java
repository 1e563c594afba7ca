package io.spanstone.e2e.ui;

import com.google.protobuf.MessageLite;
import io.spanstone.e2e.Product;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends telemetry over OTLP/HTTP. */
final class Otlp {
  private static final HttpClient http = HttpClient.newHttpClient();

  private Otlp() {}

  /** Sends a request, which must be acknowledged. */
  static void send(Product product, String path, MessageLite request)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(product.otlpHttp(path))
                .header("content-type", "application/x-protobuf")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(request.toByteArray()))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("OTLP answered " + response.statusCode() + ": " + response.body());
    }
  }
}
