package io.spanstone.collector;

import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** Sends numbered records over OTLP/HTTP as protobuf. */
final class OtlpClient {
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI collector;

  OtlpClient(int httpPort) {
    this.collector = URI.create("http://127.0.0.1:" + httpPort);
  }

  /** The answer to one request with the records {@code from}, …, {@code from + count - 1}. */
  HttpResponse<String> send(Signal signal, int from, int count)
      throws IOException, InterruptedException {
    return send(signal, from, count, Instant.now());
  }

  /** The same with another time of the records. */
  HttpResponse<String> send(Signal signal, int from, int count, Instant time)
      throws IOException, InterruptedException {
    byte[] body = NumberedOtlp.request(signal, from, count, time).toByteArray();
    HttpRequest request =
        HttpRequest.newBuilder(collector.resolve("/v1/" + signal.id()))
            .header("Content-Type", "application/x-protobuf")
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** Whether the records were acknowledged; false also if there was no answer. */
  boolean acknowledged(Signal signal, int from, int count) throws InterruptedException {
    try {
      return send(signal, from, count).statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(collector.resolve(path)).build(), BodyHandlers.ofString());
  }
}
