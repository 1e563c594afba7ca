package io.spanstone.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import feign.Feign;
import feign.Param;
import feign.RequestLine;

/** Calls by a client of Feign, by no more of its API than versions 10.0 and 13 share. */
public final class FeignCalls implements HttpHandler {

  /** A client. */
  public interface Greetings {
    @RequestLine("GET /{name}?loud={loud}")
    String greet(@Param("name") String name, @Param("loud") boolean loud);
  }

  private final Greetings greetings;

  public FeignCalls(String self) {
    greetings =
        Feign.builder()
            .decoder(
                (response, type) -> {
                  if (response.request().url().contains("broken")) {
                    throw new IllegalStateException("asked to");
                  }
                  return "hello";
                })
            .target(Greetings.class, self + "/greeting/");
  }

  @Override
  public void handle(HttpExchange exchange) {
    greetings.greet(GuardedService.task(exchange), true);
  }
}
