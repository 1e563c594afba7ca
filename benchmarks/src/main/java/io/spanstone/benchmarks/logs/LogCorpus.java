package io.spanstone.benchmarks.logs;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Synthetic logs of a shop of twelve services, handed out as its SDKs would send them: batches of
 * 512 records of one instance. Half of the lines belong to a trace, six to each; one word in two
 * hundred thousand lines is rare. The same seed gives the same lines.
 */
final class LogCorpus {
  static final int BATCH = 512;

  /** Stands in about one of {@link #RARE_IN} lines. */
  static final String RARE_WORD = "kraken";

  static final int RARE_IN = 200_000;

  private static final String[] SERVICES = {
    "gateway", "order", "stock", "payment", "customer", "pricing",
    "shipping", "invoice", "catalog", "search", "review", "notification"
  };
  private static final String[] MESSAGES = {
    "Request GET /api/orders/%d served in %d ms for customer %d",
    "Request POST /api/payments/%d served in %d ms for customer %d",
    "Order %d placed with %d items by customer %d",
    "Reserved stock of article %d in warehouse %d, %d left",
    "Cache miss for key product-%d, loading took %d ms from replica %d",
    "Published event OrderPlaced to partition %d at offset %d with key %d",
    "Price of article %d recalculated to %d cents by rule %d",
    "Connection to inventory-db:%d timed out after %d ms, attempt %d",
    "Payment of order %d failed: card declined, code %d, attempt %d",
    "Slow query: SELECT * FROM orders WHERE customer_id = %d took %d ms, %d rows",
    "库存服务连接超时：商品 %d，耗时 %d 毫秒，重试 %d 次",
    "User %d logged in from 10.0.%d.%d"
  };
  private static final int[] SEVERITIES = {9, 9, 9, 9, 5, 9, 9, 13, 17, 13, 17, 9};
  private static final int LINES_PER_TRACE = 6;
  private static final int INSTANCES = 3;

  private final SplittableRandom random;
  private final long endUnixNano;
  private final long stepNanos;
  private final Map<String, List<LogLine>> open = new LinkedHashMap<>();
  private String traceIdHex = "";
  private long made;

  /** Lines that end at {@code endUnixNano}, {@code lines} of them in an hour. */
  LogCorpus(long seed, long endUnixNano, long lines) {
    this.random = new SplittableRandom(seed);
    this.stepNanos = 3_500_000_000_000L / lines;
    this.endUnixNano = endUnixNano - lines * stepNanos;
  }

  /** Hands out the next {@code lines} lines in batches of one instance each. */
  void generate(int lines, Consumer<List<LogLine>> batches) {
    for (int i = 0; i < lines; i++) {
      LogLine line = next();
      List<LogLine> batch = open.computeIfAbsent(line.instance(), key -> new ArrayList<>(BATCH));
      batch.add(line);
      if (batch.size() == BATCH) {
        open.remove(line.instance());
        batches.accept(batch);
      }
    }
    open.values().forEach(batches);
    open.clear();
  }

  private LogLine next() {
    if (made % (2 * LINES_PER_TRACE) == 0) {
      traceIdHex = hex(random.nextLong()) + hex(random.nextLong());
    }
    boolean traced = made % 2 == 0;
    String service = SERVICES[random.nextInt(SERVICES.length)];
    int message = random.nextInt(MESSAGES.length);
    String body =
        MESSAGES[message].formatted(
            random.nextInt(1_000_000), random.nextInt(256), random.nextInt(256));
    if (random.nextInt(RARE_IN) == 0) {
      body += " " + RARE_WORD;
    }
    long time = endUnixNano + made++ * stepNanos;
    return new LogLine(
        service,
        service + "-" + random.nextInt(INSTANCES),
        "io.shop." + service + ".Service" + random.nextInt(4),
        "http-nio-8080-exec-" + random.nextInt(40),
        time,
        SEVERITIES[message],
        body,
        traced ? traceIdHex : "",
        traced ? hex(random.nextLong() | 1) : "",
        "/api/" + service + "/{id}",
        SEVERITIES[message] == 17 ? 500 : 200);
  }

  private static String hex(long bits) {
    return HexFormat.of().toHexDigits(bits);
  }
}
