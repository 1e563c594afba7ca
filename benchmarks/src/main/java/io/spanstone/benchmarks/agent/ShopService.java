package io.spanstone.benchmarks.agent;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/**
 * The service that is measured: Spring Boot with a database. A request for an order makes a query,
 * a call over HTTP (to itself), which makes another, and a line of log. It runs in JVMs of its own,
 * prints {@link #READY} and its port, and ends when its stdin does.
 */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class ShopService {
  static final String READY = "READY ";

  private static final Logger logger = LoggerFactory.getLogger(ShopService.class);
  private static final int ORDERS = 1_000;

  private final JdbcClient database;
  private final RestClient http = RestClient.create();
  private String self = "";

  ShopService(JdbcClient database) {
    this.database = database;
  }

  public static void main(String[] arguments) throws IOException {
    WebServerApplicationContext context =
        (WebServerApplicationContext)
            new SpringApplicationBuilder(ShopService.class)
                .properties(
                    Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "spring.main.banner-mode", "off",
                        "spring.datasource.url", "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1",
                        "spring.datasource.generate-unique-name", "false"))
                .run(arguments);
    int port = Objects.requireNonNull(context.getWebServer()).getPort();
    context.getBean(ShopService.class).open(port);
    System.out.println(READY + port);
    while (System.in.read() >= 0) {
      // only the end matters
    }
    System.exit(0);
  }

  @GetMapping("/orders/{id}")
  Map<String, Object> order(@PathVariable long id) {
    Map<String, Object> order =
        database
            .sql("SELECT id, sku, quantity FROM orders WHERE id = ?")
            .param(id)
            .query()
            .singleRow();
    Long cents =
        http.get().uri(self + "/prices/{sku}", order.get("sku")).retrieve().body(Long.class);
    logger.info("order {} was asked for", id);
    return Map.of("order", order, "cents", cents == null ? 0 : cents);
  }

  @GetMapping("/prices/{sku}")
  long price(@PathVariable String sku) {
    return database
        .sql("SELECT cents FROM prices WHERE sku = ?")
        .param(sku)
        .query(Long.class)
        .single();
  }

  /** What all threads that are alive have allocated since they began, in bytes. */
  @GetMapping("/allocated")
  long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }

  /** How long the JVM has compiled since it began, in milliseconds. */
  @GetMapping("/compilation")
  long compilation() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }

  private void open(int port) {
    self = "http://127.0.0.1:" + port;
    database
        .sql("CREATE TABLE orders (id BIGINT PRIMARY KEY, sku VARCHAR(16), quantity INT)")
        .update();
    database.sql("CREATE TABLE prices (sku VARCHAR(16) PRIMARY KEY, cents BIGINT)").update();
    for (int i = 0; i < 10; i++) {
      database.sql("INSERT INTO prices VALUES (?, ?)").params("tea-" + i, 990 + i).update();
    }
    for (int i = 0; i < ORDERS; i++) {
      database
          .sql("INSERT INTO orders VALUES (?, ?, ?)")
          .params(i, "tea-" + i % 10, i % 3 + 1)
          .update();
    }
  }
}
