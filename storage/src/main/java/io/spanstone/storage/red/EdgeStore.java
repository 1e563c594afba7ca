package io.spanstone.storage.red;

import io.spanstone.block.BlockFields;
import io.spanstone.block.BlockTerms;
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
  private static final Set<DerivedDuration> EDGES =
      Set.of(DerivedDuration.EDGE, DerivedDuration.EDGE_QUEUE);
  private static final Set<DerivedDuration> OF_OPERATIONS =
      Set.of(DerivedDuration.EDGE, DerivedDuration.EDGE_QUEUE, DerivedDuration.OPERATION_CALL);
  private static final Slice CLIENT = Slice.ofUtf8("client");
  private static final Slice SERVER = Slice.ofUtf8("server");
  private static final Slice SERVER_OPERATION = Slice.ofUtf8("server_operation");
  private static final Slice CLIENT_OPERATION = Slice.ofUtf8("client_operation");
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
  private final DerivedBlocks read;

  /**
   * @param read of the same metrics
   */
  public EdgeStore(
      MetricBlocks.Source metrics, RollupCoverage.Source coverage, DerivedBlocks read) {
    this.metrics = metrics;
    this.coverage = coverage;
    this.read = read;
  }

  /** The calls from one node to another over one type of connection. */
  private record Edge(String client, String server, String type) {}

  private record Group(Edge edge, DerivedDuration metric) {}

  /**
   * The edges of calls that ended in a range of time, which is widened to whole cells of 10 s. The
   * newest are read first; if the time is up, the answer says how far it came.
   *
   * @param budget how long it may take, by and large
   * @throws LimitExceededException if there are too many edges
   */
  public EdgeSummaries read(Instant start, Instant end, Duration budget) throws IOException {
    return read(EDGES, List.of(), EdgeStore::member, start, end, budget);
  }

  /**
   * The same of one operation: the calls that services get to it, and those that they make in it,
   * as far as their agents tell. Of which services, the caller is to choose.
   *
   * @param operation as RED metrics name it
   */
  public EdgeSummaries ofOperation(String operation, Instant start, Instant end, Duration budget)
      throws IOException {
    BlockFilter either =
        BlockFilter.terms(
            BlockFields.TERMS,
            List.of(
                BlockTerms.label("server_operation", operation),
                BlockTerms.label("client_operation", operation)));
    return read(
        OF_OPERATIONS, List.of(either), series -> member(operation, series), start, end, budget);
  }

  private EdgeSummaries read(
      Set<DerivedDuration> of,
      List<BlockFilter> filters,
      CallAggregation.Wanted<Group> wanted,
      Instant start,
      Instant end,
      Duration budget)
      throws IOException {
    CallBlocks calls =
        new CallBlocks(of, filters, new RollupFilter(coverage.read(), Rollup::series), read);
    TimeSteps steps = TimeSteps.one(UnixNano.of(start), UnixNano.of(end));
    long fromNanoTime = System.nanoTime();
    SelectLimits limits =
        new SelectLimits(
            MAX_GROUPS, MAX_NUMBERS, fromNanoTime + budget.multipliedBy(PATIENCE).toNanos());
    return metrics.read(
        blocks -> {
          CallAggregation<Group> aggregation = new CallAggregation<>(of, wanted, steps, limits);
          for (ReadingPlan.Part part : ReadingPlan.of(steps)) {
            for (ReadingPlan.Part piece : part.pieces(pieceNanos(steps))) {
              if (System.nanoTime() - fromNanoTime > budget.toNanos()) {
                return summaries(aggregation, UnixNano.toInstant(piece.endUnixNano()));
              }
              calls.read(blocks, List.of(piece), aggregation);
            }
          }
          return summaries(aggregation, null);
        });
  }

  private static long pieceNanos(TimeSteps steps) {
    long pieces = steps.lengthNanos() / MAX_PIECES / PIECE.toNanos() + 1;
    return pieces * PIECE.toNanos();
  }

  private static Optional<CallAggregation.Member<Group>> member(DerivedSeries series) {
    return member(series.metric(), texts(series.walkAttributes()));
  }

  private static Optional<CallAggregation.Member<Group>> member(
      String operation, DerivedSeries series) {
    Map<Slice, String> texts = texts(series.walkAttributes());
    Slice where =
        series.metric() == DerivedDuration.OPERATION_CALL ? CLIENT_OPERATION : SERVER_OPERATION;
    return texts.getOrDefault(where, "").equals(operation)
        ? member(series.metric(), texts)
        : Optional.empty();
  }

  private static Map<Slice, String> texts(KeyValues attributes) {
    Map<Slice, String> texts = new HashMap<>();
    while (attributes.next()) {
      texts.put(attributes.key(), attributes.value().text().utf8());
    }
    return texts;
  }

  private static Optional<CallAggregation.Member<Group>> member(
      DerivedDuration metric, Map<Slice, String> texts) {
    Edge edge =
        new Edge(
            texts.getOrDefault(CLIENT, ""),
            texts.getOrDefault(SERVER, ""),
            texts.getOrDefault(TYPE, ""));
    Group group = new Group(edge, metric);
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
                        calls(found.get(new Group(edge, DerivedDuration.EDGE))),
                        calls(found.get(new Group(edge, DerivedDuration.EDGE_QUEUE))),
                        calls(found.get(new Group(edge, DerivedDuration.OPERATION_CALL)))))
            .toList();
    return new EdgeSummaries(summaries, scannedUntil);
  }

  private static Calls calls(CallAggregation.@Nullable Group group) {
    return group == null ? Calls.NONE : group.calls().get(0);
  }
}
