package io.spanstone.agent.services;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigBuilder;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A service that calls others by clients of OpenFeign, which a circuit breaker guards. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableFeignClients(clients = {StockClient.class, PriceClient.class})
@Import({Orders.class, NoStock.class})
public class Shop {

  /** A slow machine is no reason to fail. */
  @Bean
  public Customizer<Resilience4JCircuitBreakerFactory> patience() {
    TimeLimiterConfig limit =
        TimeLimiterConfig.custom().timeoutDuration(Duration.ofSeconds(30)).build();
    return factory ->
        factory.configureDefault(
            id ->
                new Resilience4JConfigBuilder(id)
                    .timeLimiterConfig(limit)
                    .circuitBreakerConfig(CircuitBreakerConfig.ofDefaults())
                    .build());
  }
}
