package io.spanstone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Switches the faults of the shop, wherever they are. Thread-safe. */
final class FaultSwitchboard {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final ShopPlan plan;
  private final Shop shop;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  FaultSwitchboard(ShopPlan plan, Shop shop) {
    this.plan = plan;
    this.shop = shop;
  }

  /**
   * Whether the fault is on.
   *
   * @throws IOException if its program does not tell
   */
  boolean isOn(Fault fault) throws IOException, InterruptedException {
    return switch (fault.kind()) {
      case KILL -> shop.isKilled(fault.program());
      case SWITCH -> ask(fault, "GET", "/faults").contains("\"" + fault.name() + "\":true");
    };
  }

  /**
   * Switches it.
   *
   * @throws IOException if its program does not answer, or cannot be started again
   */
  void set(Fault fault, boolean on) throws IOException, InterruptedException {
    switch (fault.kind()) {
      case KILL -> {
        if (on) {
          shop.kill(fault.program());
        } else {
          shop.revive(fault.program());
        }
      }
      case SWITCH -> ask(fault, on ? "PUT" : "DELETE", "/faults/" + fault.name());
    }
  }

  private String ask(Fault fault, String method, String path)
      throws IOException, InterruptedException {
    String url = plan.program(fault.program()).url() + path;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(TIMEOUT)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != OK) {
      throw new IOException(fault.program() + " answered " + response.statusCode());
    }
    return response.body();
  }
}
