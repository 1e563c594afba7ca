package io.spanstone.e2e.logging;

import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * A Spring Boot service as people write them, which logs by SLF4J and by {@code java.util.logging}.
 * Which library writes its logs is told by its class path.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
public class OrderService {
  private static final Logger LOG = LoggerFactory.getLogger(OrderService.class);
  private static final java.util.logging.Logger JUL =
      java.util.logging.Logger.getLogger("jul." + OrderService.class.getName());

  public static void main(String[] arguments) {
    SpringApplication.run(OrderService.class, arguments);
  }

  @GetMapping("/orders/{id}")
  public String order(@PathVariable("id") String id) {
    MDC.put("customer", "c-" + id);
    try {
      LOG.info("Received order {}", id);
      JUL.log(Level.WARNING, "Stock of order {0} is low", id);
      reserve(id);
    } catch (IllegalStateException e) {
      LOG.error("Order {} failed", id, e);
    } finally {
      MDC.remove("customer");
    }
    return id;
  }

  private static void reserve(String id) {
    try {
      throw new UnsupportedOperationException("no article in " + id);
    } catch (UnsupportedOperationException e) {
      throw new IllegalStateException("cannot reserve " + id, e);
    }
  }
}
