package io.spanstone.storage.red;

import io.spanstone.block.Rollup;
import io.spanstone.block.UnixNano;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.metric.SelectLimits;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The edges of the dependency graph, from what collectors derive from calls: in the coarsest cells
 * that fit, so that long times read few. Thread-safe.
 */
public final class EdgeStore {
  private static final Set<DerivedDuration> METRICS =
      Set.of(DerivedDuration.EDGE, DerivedDuration.EDGE_QUEUE);
  private static final Slice CLIENT = Slice.ofUtf8("client");
  private static final Slice SERVER = Slice.ofUtf8("server");
  private static final Slice TYPE = Slice.ofUtf8("connection_type");
  private static final Slice STATUS = Slice.ofUtf8("status_code");
  private static final String ERROR = "STATUS_CODE_ERROR";

  /** What is read as a whole, so that the time can run out in between. */
  private static final Duration PIECE = Duration.ofHours(6);

  private static final int MAX_PIECES = 500;
  private static final int MAX_GROUPS = 200_000;
  private static final long MAX_NUMBERS = 8L << 20;

  /** So many times the budget may the last piece take. */
  private static final int PATIENCE = 4;

  private final MetricBlocks.Source metrics;
  private final RollupCoverage.Source coverage;

  public EdgeStore(MetricBlocks.Source metrics, RollupCoverage.Source coverage) {
    this.metrics = metrics;
    this.coverage = coverage;
  }

  /** The calls from one node to another over one type of connection. */
  private record Edge(String client, String server, String type) {}

  private record Group(Edge edge, boolean queue) {}

  /**
   * The edges of calls that ended in a range of time, which is widened to whole cells of 10 s. The
   * newest are read first; if the time is up, the answer says how far it came.
   *
   * @param budget how long it may take, by and large
   * @throws LimitExceededException if there are too many edges
   */
  public EdgeSummaries read(Instant start, Instant end, Duration budget) throws IOException {
    RollupFilter rolledUp = new RollupFilter(coverage.read(), Rollup::series);
    TimeSteps steps = TimeSteps.one(UnixNano.of(start), UnixNano.of(end));
    long fromNanoTime = System.nanoTime();
    SelectLimits limits =
        new SelectLimits(
            MAX_GROUPS, MAX_NUMBERS, fromNanoTime + budget.multipliedBy(PATIENCE).toNanos());
    return metrics.read(
        blocks -> {
          CallAggregation<Group> aggregation =
              new CallAggregation<>(METRICS, EdgeStore::member, steps, limits);
          for (ReadingPlan.Part part : ReadingPlan.of(steps)) {
            for (ReadingPlan.Part piece : part.pieces(pieceNanos(steps))) {
              if (System.nanoTime() - fromNanoTime > budget.toNanos()) {
                return summaries(aggregation, UnixNano.toInstant(piece.endUnixNano()));
              }
              blocks.payloads(
                  BlockFilter.all(piece.blocks(METRICS), rolledUp.blocks(piece.coarsest())),
                  (metricsData, newestUnixNano) -> {
                    aggregation.add(metricsData, newestUnixNano, piece);
                    return true;
                  });
            }
          }
          return summaries(aggregation, null);
        });
  }

  private static long pieceNanos(TimeSteps steps) {
    long pieces = steps.lengthNanos() / MAX_PIECES / PIECE.toNanos() + 1;
    return pieces * PIECE.toNanos();
  }

  private static Optional<CallAggregation.Member<Group>> member(
      DerivedDuration metric, Slice resource, KeyValues attributes) {
    Map<Slice, String> texts = new HashMap<>();
    while (attributes.next()) {
      texts.put(attributes.key(), attributes.value().text().utf8());
    }
    Edge edge =
        new Edge(
            texts.getOrDefault(CLIENT, ""),
            texts.getOrDefault(SERVER, ""),
            texts.getOrDefault(TYPE, ""));
    Group group = new Group(edge, metric == DerivedDuration.EDGE_QUEUE);
    boolean error = texts.getOrDefault(STATUS, "").equals(ERROR);
    return Optional.of(new CallAggregation.Member<>(group, error));
  }

  private static EdgeSummaries summaries(
      CallAggregation<Group> aggregation, @Nullable Instant scannedUntil) {
    Map<Group, CallAggregation.Group> found = aggregation.finish();
    Set<Edge> edges =
        new TreeSet<>(
            Comparator.comparing(Edge::client)
                .thenComparing(Edge::server)
                .thenComparing(Edge::type));
    found.keySet().forEach(group -> edges.add(group.edge()));
    List<EdgeSummary> summaries =
        edges.stream()
            .map(
                edge ->
                    new EdgeSummary(
                        edge.client(),
                        edge.server(),
                        edge.type(),
                        calls(found.get(new Group(edge, false))),
                        calls(found.get(new Group(edge, true)))))
            .toList();
    return new EdgeSummaries(summaries, scannedUntil);
  }

  private static Calls calls(CallAggregation.@Nullable Group group) {
    return group == null ? Calls.NONE : group.calls().get(0);
  }
}
