package io.spanstone.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.ThreadPoolBulkhead;
import io.github.resilience4j.bulkhead.ThreadPoolBulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls that Resilience4j guards, by no more of its API than versions 1.0 and 2 share. */
public final class ResilienceCalls implements HttpHandler {

  private final CircuitBreaker breaker =
      CircuitBreakerRegistry.of(
              CircuitBreakerConfig.custom()
                  .slidingWindowSize(4)
                  .minimumNumberOfCalls(4)
                  .permittedNumberOfCallsInHalfOpenState(1)
                  .waitDurationInOpenState(Duration.ofHours(1))
                  .ignoreException(thrown -> thrown instanceof UnsupportedOperationException)
                  .build())
          .circuitBreaker("payment");
  private final Retry retry =
      Retry.of(
          "stock", RetryConfig.custom().maxAttempts(2).waitDuration(Duration.ofMillis(1)).build());
  private final Bulkhead bulkhead =
      Bulkhead.of(
          "orders",
          BulkheadConfig.custom().maxConcurrentCalls(1).maxWaitDuration(Duration.ZERO).build());
  private final ThreadPoolBulkhead pool =
      ThreadPoolBulkhead.of(
          "mails",
          ThreadPoolBulkheadConfig.custom()
              .coreThreadPoolSize(1)
              .maxThreadPoolSize(1)
              .queueCapacity(1)
              .build());
  private final RateLimiter rate =
      RateLimiter.of(
          "search",
          RateLimiterConfig.custom()
              .limitForPeriod(1)
              .limitRefreshPeriod(Duration.ofHours(1))
              .timeoutDuration(Duration.ZERO)
              .build());
  private final TimeLimiter time =
      TimeLimiter.of(
          "slow",
          io.github.resilience4j.timelimiter.TimeLimiterConfig.custom()
              .timeoutDuration(Duration.ofMillis(50))
              .build());

  private final String self;

  public ResilienceCalls(String self) {
    this.self = self;
  }

  @Override
  public void handle(HttpExchange exchange) {
    try {
      handle(GuardedService.task(exchange));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void handle(String task) throws Exception {
    switch (task) {
      case "success" -> breaker.executeSupplier(() -> GuardedService.get(self + "/greeting"));
      case "error" -> breaker.executeRunnable(() -> fail(new IllegalStateException("asked to")));
      case "ignored" ->
          breaker.executeRunnable(() -> fail(new UnsupportedOperationException("asked to")));
      case "half-open" -> breaker.transitionToHalfOpenState();
      case "force-open" -> breaker.transitionToForcedOpenState();
      case "close" -> breaker.transitionToClosedState();
      case "retry-once" -> {
        AtomicInteger attempts = new AtomicInteger();
        retry.executeRunnable(
            () -> {
              if (attempts.getAndIncrement() == 0) {
                fail(new IllegalStateException("asked to"));
              }
            });
      }
      case "retry-in-vain" ->
          retry.executeRunnable(() -> fail(new IllegalStateException("asked to")));
      case "retry-not" -> retry.executeRunnable(() -> {});
      case "bulkhead" -> bulkhead.executeRunnable(() -> bulkhead.executeRunnable(() -> {}));
      case "pool" -> fillPool();
      case "rate" -> rate.executeRunnable(() -> {});
      case "time-in" ->
          time.executeFutureSupplier(() -> CompletableFuture.completedFuture("in time"));
      case "time-out" -> time.executeFutureSupplier(CompletableFuture::new);
      default -> throw new IllegalArgumentException(task);
    }
  }

  private void fillPool() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try {
      pool.executeSupplier(
          () -> {
            running.countDown();
            return await(end);
          });
      running.await();
      pool.executeSupplier(() -> await(end));
      pool.executeSupplier(() -> await(end)); // refused, by an exception or in the stage
    } finally {
      end.countDown();
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fail(RuntimeException thrown) {
    throw thrown;
  }
}
