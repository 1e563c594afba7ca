package io.spanstone.collector.derive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.collector.edge.Edge;
import java.time.Instant;

/**
 * Lets so many edges in, and of those so many operations that they lead to: an edge stays exact
 * when its operations are too many. Thread-safe.
 */
final class EdgeCap {
  private final SeriesCap edges;
  private final SeriesCap operations;

  /**
   * @param edges of which a service's series are those that lead away from it
   * @param operations the same, edges by operation
   */
  EdgeCap(DeriveLimits edges, DeriveLimits operations) {
    this.edges = new SeriesCap(edges);
    this.operations = new SeriesCap(operations);
  }

  /** What an edge is beyond. */
  enum Overflow {
    NONE,
    EDGES,
    OPERATIONS
  }

  /**
   * What becomes of an edge.
   *
   * @param edge the one that its calls count in
   */
  record Admitted(Edge edge, Overflow overflow) {}

  /** As {@link SeriesCap#admit}. */
  Admitted admit(Edge edge, Instant now) {
    Edge whole = edge.withoutOperation();
    return switch (edges.admit(edge.client(), hash(whole), now)) {
      case ADMITTED -> admitOperation(edge, now);
      case OTHER_SERIES -> new Admitted(other(edge.client(), edge), Overflow.EDGES);
      case OTHER_SERVICE -> new Admitted(other(Series.OTHER, edge), Overflow.EDGES);
    };
  }

  /**
   * The operation of the caller that calls count in, of an edge that was let in.
   *
   * @param operation in which they are made
   */
  String admitCaller(Edge edge, String operation, Instant now) {
    long made = ~hash(edge.withOperation(operation)); // not among those of the server's
    boolean admitted = operations.admit(edge.client(), made, now) == SeriesCap.Admission.ADMITTED;
    return admitted ? operation : Series.OTHER;
  }

  /** How many edges are known, by status. */
  int edges() {
    return edges.size();
  }

  /** How many edges are known, by status and operation. */
  int operations() {
    return operations.size();
  }

  private Admitted admitOperation(Edge edge, Instant now) {
    boolean admitted =
        edge.serverOperation().isEmpty()
            || edge.serverOperation().equals(Series.OTHER)
            || operations.admit(edge.client(), hash(edge), now) == SeriesCap.Admission.ADMITTED;
    return admitted
        ? new Admitted(edge, Overflow.NONE)
        : new Admitted(edge.withOperation(Series.OTHER), Overflow.OPERATIONS);
  }

  private static Edge other(String client, Edge edge) {
    return new Edge(client, Series.OTHER, edge.connectionType(), edge.statusCode(), "");
  }

  private static long hash(Edge edge) {
    String text =
        edge.server()
            + '\0'
            + edge.connectionType()
            + edge.statusCode()
            + '\0'
            + edge.serverOperation();
    byte[] bytes = text.getBytes(UTF_8);
    return Hash.of(0, bytes, 0, bytes.length);
  }
}
