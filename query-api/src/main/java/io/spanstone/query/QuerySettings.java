package io.spanstone.query;

import io.spanstone.otlp.Signal;
import io.spanstone.query.promql.PromqlSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the query API is served. The constructor names every fault at once.
 *
 * @param bind address to listen on
 * @param port to listen on; 0 for any free one
 * @param agentJar handed out at {@code /agent/spanstone-javaagent.jar}; null if there is none
 * @param retention of each signal, only to be shown at {@code /api/v1/status}
 * @param searchBudget how long one search may take before it answers with what it has
 * @param maxConcurrentSearches more are refused; each may hold some tens of megabytes
 * @param promql how PromQL is evaluated, and what one query may use
 * @param maxConcurrentQueries of PromQL; more wait
 * @param publicUrl by which people reach the pages, for links in notices; without a slash at its
 *     end. Null for the address that is listened on
 */
public record QuerySettings(
    String bind,
    int port,
    @Nullable Path agentJar,
    Map<Signal, Duration> retention,
    Duration searchBudget,
    int maxConcurrentSearches,
    PromqlSettings promql,
    int maxConcurrentQueries,
    @Nullable String publicUrl) {

  public QuerySettings {
    retention = Map.copyOf(retention);
    List<String> faults = new ArrayList<>();
    if (bind.isBlank()) {
      faults.add("bind address must not be blank");
    }
    if (port < 0 || port > 65_535) {
      faults.add("port must be 0 to 65535, not " + port);
    }
    if (searchBudget.isNegative() || searchBudget.isZero()) {
      faults.add("search budget must be positive, not " + searchBudget);
    }
    if (maxConcurrentSearches < 1) {
      faults.add("concurrent searches must be 1 at least, not " + maxConcurrentSearches);
    }
    if (maxConcurrentQueries < 1) {
      faults.add("concurrent PromQL queries must be 1 at least, not " + maxConcurrentQueries);
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  /** These settings with 5 s for a search and 16 searches at once. */
  public QuerySettings(
      String bind,
      int port,
      @Nullable Path agentJar,
      Map<Signal, Duration> retention,
      PromqlSettings promql,
      int maxConcurrentQueries) {
    this(
        bind,
        port,
        agentJar,
        retention,
        Duration.ofSeconds(5),
        16,
        promql,
        maxConcurrentQueries,
        null);
  }

  /** These settings with another public address. */
  public QuerySettings withPublicUrl(@Nullable String url) {
    return new QuerySettings(
        bind,
        port,
        agentJar,
        retention,
        searchBudget,
        maxConcurrentSearches,
        promql,
        maxConcurrentQueries,
        url);
  }

  /** Where people reach the pages, without a slash at its end. */
  String baseUrl() {
    if (publicUrl != null) {
      return publicUrl.replaceAll("/+$", "");
    }
    String host = bind.equals("0.0.0.0") || bind.equals("::") ? "localhost" : bind;
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
