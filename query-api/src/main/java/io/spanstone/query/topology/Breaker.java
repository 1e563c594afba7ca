package io.spanstone.query.topology;

import java.time.Instant;
import java.util.List;

/**
 * A circuit breaker between two services, over all instances of the calling one.
 *
 * @param client the calling service, as a node of the graph
 * @param peer the called one: a node, a service without its namespace, or an address
 * @param state the worst that one of the instances is in
 * @param since when the first of the instances in that state got into it, or earlier
 */
public record Breaker(
    String client, String peer, String name, String library, String state, Instant since) {

  /** The worst first. */
  private static final List<String> STATES =
      List.of("forced_open", "open", "half_open", "metrics_only", "disabled", "closed");

  /** One breaker of what two instances tell of theirs. */
  Breaker or(Breaker other) {
    int difference = Integer.compare(severity(), other.severity());
    boolean theirs = difference > 0 || (difference == 0 && other.since.isBefore(since));
    return theirs ? other : this;
  }

  private int severity() {
    int place = STATES.indexOf(state);
    return place < 0 ? STATES.size() : place;
  }

  /** Whether it guards the calls to this node. */
  boolean guards(String node) {
    return node.equals(peer)
        || DependencyGraph.isNamed(node, peer)
        || (DependencyGraph.type(node).equals("external")
            && node.substring(node.indexOf(':') + 1).replaceFirst(":\\d+$", "").equals(peer));
  }
}
