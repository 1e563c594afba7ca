package io.spanstone.storage.red;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spanstone.block.Rollup;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StartingShards;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * What collectors say of their roll-ups: one document each, in an index of their own. Thread-safe.
 */
public final class RollupCoverages {
  /** What others have rolled up is read as it was received. */
  private static final int MAX_COLLECTORS = 250;

  private static final Duration SWEEP_INTERVAL = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofDays(2);

  private final Cluster cluster;
  private final String index;
  private final Duration retention;
  private final InstantSource clock;
  private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

  /**
   * The coverages of all collectors.
   *
   * @param retention of metrics: a collector that has been silent for longer has no data left
   */
  public RollupCoverages(Cluster cluster, String index, Duration retention, InstantSource clock) {
    this.cluster = cluster;
    this.index = index;
    this.retention = retention;
    this.clock = clock;
  }

  public void publish(RollupCoverage coverage) throws StorageException {
    String until =
        coverage.untilUnixNano().entrySet().stream()
            .map(each -> "\"" + each.getKey().series() + "\":" + each.getValue())
            .collect(Collectors.joining(",", "{", "}"));
    String json =
        "{\"collector\":\"%s\",\"timeUnixMilli\":%d,\"until\":%s}"
            .formatted(quoted(coverage.collector()), clock.instant().toEpochMilli(), until);
    cluster.send("PUT", document(coverage.collector()) + "?refresh=true", json);
    sweep();
  }

  /** Those that were published last. */
  public List<RollupCoverage> read() throws StorageException {
    return search("{\"match_all\":{}}", "desc");
  }

  private List<RollupCoverage> search(String query, String order) throws StorageException {
    String path =
        "/" + index + "/_search?ignore_unavailable=true&allow_partial_search_results=false";
    String body =
        "{\"size\":%d,\"query\":%s,\"sort\":[{\"timeUnixMilli\":{\"order\":\"%s\",\"unmapped_type\":\"long\"}}]}"
            .formatted(MAX_COLLECTORS, query, order);
    return JsonAnswer.sources(
        StartingShards.await(cluster, index, () -> cluster.send("POST", path, body)),
        RollupCoverages::readSource);
  }

  private void sweep() throws StorageException {
    Instant now = clock.instant();
    Instant due = nextSweep.get();
    if (now.isBefore(due) || !nextSweep.compareAndSet(due, now.plus(SWEEP_INTERVAL))) {
      return;
    }
    long before = now.minus(retention).minus(GRACE).toEpochMilli();
    String gone = "{\"range\":{\"timeUnixMilli\":{\"lt\":" + before + "}}}";
    for (RollupCoverage each : search(gone, "asc")) {
      cluster.send("DELETE", document(each.collector()));
    }
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private String document(String collector) {
    return "/" + index + "/_doc/" + URLEncoder.encode(collector, UTF_8).replace("+", "%20");
  }

  private static RollupCoverage readSource(JsonParser source) throws IOException {
    String[] collector = {""};
    Map<Rollup, Long> until = new EnumMap<>(Rollup.class);
    JsonAnswer.fields(
        source,
        (name, value) -> {
          switch (name) {
            case "collector" -> collector[0] = value.getText();
            case "until" ->
                JsonAnswer.fields(
                    value,
                    (id, number) -> {
                      for (Rollup rollup : Rollup.values()) {
                        if (rollup.series().equals(id)) {
                          until.put(rollup, number.getLongValue());
                        }
                      }
                    });
            default -> value.skipChildren();
          }
        });
    return new RollupCoverage(collector[0], until);
  }
}
