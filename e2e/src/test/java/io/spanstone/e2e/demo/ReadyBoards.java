package io.spanstone.e2e.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.e2e.Product;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** What the ready dashboards show of the shop. */
public final class ReadyBoards {
  private static final int MINUTES = 15;

  private ReadyBoards() {}

  /**
   * The titles of the panels of which no query gives anything in the last minutes.
   *
   * @param service that is chosen
   */
  public static Set<String> panelsWithoutData(Product product, String service)
      throws IOException, InterruptedException {
    Set<String> titles = new TreeSet<>();
    for (JsonNode template : product.get("/api/v1/dashboard-templates").get("templates")) {
      for (JsonNode panel : template.at("/dashboard/panels")) {
        if (panel.has("queries") && !hasData(product, panel.get("queries"), service)) {
          titles.add(panel.get("title").textValue());
        }
      }
    }
    return titles;
  }

  private static boolean hasData(Product product, JsonNode queries, String service)
      throws IOException, InterruptedException {
    long end = Instant.now().getEpochSecond();
    for (JsonNode query : queries) {
      String expr =
          query
              .get("expr")
              .textValue()
              .replace("$__rate_interval", "150s")
              .replace("$__range", MINUTES + "m")
              .replace("client=~\"$service\"", "client=~\".*\"")
              .replace("$service", service)
              .replace("job=\"$job\"", "job=~\".*\"")
              .replace("$job", ".*")
              .replace("$instance", ".*");
      String path =
          "/prometheus/api/v1/query_range?step=15&start=%d&end=%d&query=%s"
              .formatted(end - MINUTES * 60, end, URLEncoder.encode(expr, StandardCharsets.UTF_8));
      if (!product.get(path).at("/data/result").isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
