package io.spanstone.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import feign.Param;
import feign.RequestLine;
import feign.hystrix.HystrixFeign;

/** Calls that fail, by a client of Feign that Hystrix guards and a fallback answers for. */
public final class HystrixFeignCalls implements HttpHandler {

  /** A client. */
  public interface Greetings {
    @RequestLine("GET /nowhere/{name}")
    String greet(@Param("name") String name);
  }

  private final Greetings greetings;

  public HystrixFeignCalls(String self) {
    Greetings fallback = name -> "instead of " + name;
    greetings = HystrixFeign.builder().target(Greetings.class, self, fallback);
  }

  @Override
  public void handle(HttpExchange exchange) {
    exchange.getResponseHeaders().set("answer", greetings.greet(GuardedService.task(exchange)));
  }
}
