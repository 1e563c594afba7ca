package io.spanstone.query.topology;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A circuit breaker between two services, over all instances of the calling one.
 *
 * @param client the calling service, as a node of the graph
 * @param peer the called one: a node, a service without its namespace, or an address; empty if no
 *     call of it was seen
 * @param state the worst that one of the instances is in
 * @param since when the first of the instances in that state got into it, or earlier
 */
public record Breaker(
    String client, String peer, String name, String library, String state, Instant since) {

  /** Those that let no call pass, or few. */
  private static final Set<String> HOLDING_BACK = Set.of("forced_open", "open", "half_open");

  /** What only hosts have in their names. */
  private static final Pattern ADDRESS = Pattern.compile("localhost|[^/]*[.:][^/]*");

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

  /** Whether it keeps calls from being made: then there may be none that tell of it. */
  boolean holdsBack() {
    return HOLDING_BACK.contains(state);
  }

  /** The node that its peer is, if none of the graph's is: a service, or a host. */
  String peerNode() {
    return ADDRESS.matcher(peer).matches() ? "external:" + peer : peer;
  }

  /** Whether it guards the calls to this node. */
  boolean guards(String node) {
    return node.equals(peer)
        || DependencyGraph.isNamed(node, peer)
        || (DependencyGraph.type(node).equals("external")
            && node.substring(node.indexOf(':') + 1).replaceFirst(":\\d+$", "").equals(peer));
  }
}
