package io.spanstone.benchmarks.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.benchmarks.Figures;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One way to get the charts, and how long it takes, to the last byte. Not thread-safe. */
final class Dashboard {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Requests requests;
  private final Count count;
  private final long calls;
  private double[] millis = {};
  private double firstMillis;
  private int bytes;
  private int asked;

  /** The request for the charts of a range. */
  interface Requests {
    HttpRequest of(int range);
  }

  /** How many calls the charts of an answer show. */
  interface Count {
    long callsIn(JsonNode answer);
  }

  /**
   * @param calls that each answer has to show
   */
  Dashboard(Requests requests, Count count, long calls) {
    this.requests = requests;
    this.count = count;
    this.calls = calls;
  }

  /** Asks for the first time, and looks at the answer. */
  void begin() throws IOException, InterruptedException {
    long start = System.nanoTime();
    byte[] first = ask(BodyHandlers.ofByteArray());
    firstMillis = (System.nanoTime() - start) / 1e6;
    check(first);
  }

  /** Asks so many times, which do not count. */
  void warmUp(int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      ask(BodyHandlers.discarding());
    }
  }

  /** Asks for the last time, which does not count either, and looks at the answer. */
  void end() throws IOException, InterruptedException {
    byte[] last = ask(BodyHandlers.ofByteArray());
    check(last);
    bytes = last.length;
  }

  /** Asks once more, and keeps nothing: to collect it would be measured, too. */
  void run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    ask(BodyHandlers.discarding());
    millis = Arrays.copyOf(millis, millis.length + 1);
    millis[millis.length - 1] = (System.nanoTime() - start) / 1e6;
  }

  /** Of the very first request. */
  double firstMillis() {
    return firstMillis;
  }

  double p99() {
    return quantile(0.99);
  }

  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("firstMillis", Figures.round(firstMillis));
    figures.put("p50Millis", Figures.round(quantile(0.5)));
    figures.put("p99Millis", Figures.round(p99()));
    figures.put("runs", millis.length);
    figures.put("bytes", bytes);
    return figures;
  }

  private void check(byte[] answer) throws IOException {
    long found = count.callsIn(JSON.readTree(answer));
    if (found != calls) {
      throw new IOException("charts show " + found + " of " + calls + " calls");
    }
  }

  private <T> T ask(BodyHandler<T> handler) throws IOException, InterruptedException {
    HttpRequest request = requests.of(asked++ % Calls.RANGES);
    HttpResponse<T> response = client.send(request, handler);
    if (response.statusCode() != 200) {
      throw new IOException(request.uri() + " answered " + response.statusCode());
    }
    return response.body();
  }

  private double quantile(double share) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
