package io.spanstone.agent;

import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixCommandProperties.ExecutionIsolationStrategy;
import com.netflix.hystrix.exception.HystrixBadRequestException;
import com.netflix.hystrix.exception.HystrixRuntimeException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Calls that Hystrix guards, by no more of its API than versions 1.4 and 1.5 share. */
public final class HystrixCalls implements HttpHandler {

  private static final int AN_HOUR = 3_600_000;

  private final String self;

  public HystrixCalls(String self) {
    this.self = self;
  }

  /** What Hystrix makes of the call is in the header {@code failure}. */
  @Override
  public void handle(HttpExchange exchange) {
    try {
      command(GuardedService.task(exchange)).execute();
    } catch (HystrixRuntimeException e) {
      exchange.getResponseHeaders().set("failure", e.getFailureType().name());
    } catch (HystrixBadRequestException e) {
      exchange.getResponseHeaders().set("failure", "BAD_REQUEST");
    }
  }

  private HystrixCommand<String> command(String task) {
    return switch (task) {
      case "success" -> new Call("payment", AN_HOUR, this::greet);
      case "error" -> new Call("payment", AN_HOUR, HystrixCalls::fail);
      case "ignored" ->
          new Call(
              "payment",
              AN_HOUR,
              () -> {
                throw new HystrixBadRequestException("asked to");
              });
      case "test-success" -> new Call("stock", 1, this::greet);
      case "test-error" -> new Call("stock", 1, HystrixCalls::fail);
      case "timeout" ->
          new Call(
              "slow",
              AN_HOUR,
              () -> {
                new CountDownLatch(1).await();
                return "never";
              });
      case "fallback" -> new CallWithFallback(() -> "instead");
      case "fallback-error" -> new CallWithFallback(HystrixCalls::fail);
      case "reject" ->
          new Call("orders", AN_HOUR, () -> new Call("orders", AN_HOUR, () -> "inner").execute());
      default -> throw new IllegalArgumentException(task);
    };
  }

  private String greet() {
    return "" + GuardedService.get(self + "/greeting");
  }

  private static String fail() {
    throw new IllegalStateException("asked to");
  }

  private static HystrixCommand.Setter setter(String name, int sleepMillis) {
    HystrixCommandProperties.Setter properties =
        HystrixCommandProperties.Setter()
            .withCircuitBreakerRequestVolumeThreshold(2)
            .withCircuitBreakerSleepWindowInMilliseconds(sleepMillis)
            .withMetricsHealthSnapshotIntervalInMilliseconds(10);
    if (name.equals("slow")) {
      properties.withExecutionTimeoutInMilliseconds(50);
    } else {
      properties.withExecutionTimeoutInMilliseconds(30_000);
    }
    if (name.equals("orders")) {
      properties
          .withExecutionIsolationStrategy(ExecutionIsolationStrategy.SEMAPHORE)
          .withExecutionIsolationSemaphoreMaxConcurrentRequests(1);
    }
    return HystrixCommand.Setter.withGroupKey(HystrixCommandGroupKey.Factory.asKey("shop"))
        .andCommandKey(HystrixCommandKey.Factory.asKey(name))
        .andCommandPropertiesDefaults(properties);
  }

  private static class Call extends HystrixCommand<String> {

    private final Callable<String> call;

    Call(String name, int sleepMillis, Callable<String> call) {
      super(setter(name, sleepMillis));
      this.call = call;
    }

    @Override
    protected String run() throws Exception {
      return call.call();
    }
  }

  private static final class CallWithFallback extends HystrixCommand<String> {

    private final Callable<String> fallback;

    CallWithFallback(Callable<String> fallback) {
      super(setter("mails", AN_HOUR));
      this.fallback = fallback;
    }

    @Override
    protected String run() {
      return fail();
    }

    @Override
    protected String getFallback() {
      try {
        return fallback.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
