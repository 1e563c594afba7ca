package io.spanstone.query.topology;

import io.spanstone.storage.red.EdgeSummaries;
import io.spanstone.storage.red.EdgeSummary;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that call each other in a range of time. Immutable.
 *
 * @param edges sorted by client, server and type
 * @param breakers of services
 * @param scannedUntil null if the whole range was read; else how far back
 */
public record DependencyGraph(
    List<EdgeSummary> edges, List<Breaker> breakers, @Nullable Instant scannedUntil) {
  private static final List<String> VIRTUAL_TYPES = List.of("database", "messaging", "external");
  private static final Comparator<EdgeSummary> ORDER =
      Comparator.comparing(EdgeSummary::client)
          .thenComparing(EdgeSummary::server)
          .thenComparing(EdgeSummary::type);
  private static final Comparator<Breaker> BREAKER_ORDER =
      Comparator.comparing(Breaker::name).thenComparing(Breaker::library);

  /**
   * The graph of the calls, and of those that breakers kept from being made: where nobody called in
   * the whole range, an open breaker still has an edge, without calls.
   */
  public static DependencyGraph of(EdgeSummaries calls, List<Breaker> breakers) {
    List<EdgeSummary> edges = new ArrayList<>(calls.edges());
    Set<String> nodes = new DependencyGraph(edges, List.of(), null).nodes();
    Set<List<String>> held = new HashSet<>();
    for (Breaker each : breakers) {
      boolean seen =
          each.peer().isEmpty() || calls.edges().stream().anyMatch(edge -> isOn(edge, each));
      if (!seen && each.holdsBack()) {
        String server = nodes.stream().filter(each::guards).findFirst().orElseGet(each::peerNode);
        if (held.add(List.of(each.client(), server))) {
          edges.add(EdgeSummary.withoutCalls(each.client(), server));
        }
      }
    }
    edges.sort(ORDER);
    return new DependencyGraph(List.copyOf(edges), breakers, calls.scannedUntil());
  }

  /** All nodes, sorted. */
  public Set<String> nodes() {
    Set<String> nodes = new TreeSet<>();
    for (EdgeSummary each : edges) {
      nodes.add(each.client());
      nodes.add(each.server());
    }
    breakers.stream().filter(DependencyGraph::isOfNode).map(Breaker::client).forEach(nodes::add);
    return nodes;
  }

  /** What a node is: {@code service}, {@code database}, {@code messaging} or {@code external}. */
  public static String type(String node) {
    for (String type : VIRTUAL_TYPES) {
      if (node.startsWith(type + ":")) {
        return type;
      }
    }
    return "service";
  }

  /**
   * The part of the graph that is at most so many calls away from a node, in both directions.
   *
   * @param center a node's id, or the name of a service without its namespace
   * @param depth 1 or more
   */
  public DependencyGraph around(String center, int depth) {
    Map<String, List<String>> neighbours = new HashMap<>();
    for (EdgeSummary each : edges) {
      neighbours.computeIfAbsent(each.client(), key -> new ArrayList<>()).add(each.server());
      neighbours.computeIfAbsent(each.server(), key -> new ArrayList<>()).add(each.client());
    }
    nodes().forEach(node -> neighbours.computeIfAbsent(node, key -> new ArrayList<>()));
    Map<String, Integer> distances = new LinkedHashMap<>();
    Deque<String> waiting = new ArrayDeque<>();
    for (String node : neighbours.keySet()) {
      if (isNamed(node, center)) {
        distances.put(node, 0);
        waiting.add(node);
      }
    }
    while (!waiting.isEmpty()) {
      String node = waiting.remove();
      int distance = distances.getOrDefault(node, 0) + 1;
      for (String next : distance > depth ? List.<String>of() : around(node, neighbours)) {
        if (distances.putIfAbsent(next, distance) == null) {
          waiting.add(next);
        }
      }
    }
    Set<String> kept = new HashSet<>(distances.keySet());
    return new DependencyGraph(
        edges.stream()
            .filter(each -> kept.contains(each.client()) && kept.contains(each.server()))
            .toList(),
        breakers.stream().filter(each -> kept.contains(each.client())).toList(),
        scannedUntil);
  }

  /**
   * The part of the {@linkplain io.spanstone.storage.red.EdgeStore#ofOperation calls of an
   * operation} that is of one service: what it is called by in it, and what it calls.
   *
   * @param service a node's id, or the name of a service without its namespace
   */
  public DependencyGraph ofService(String service) {
    List<EdgeSummary> kept = new ArrayList<>();
    for (EdgeSummary each : edges) {
      if (isNamed(each.server(), service) && each.calls().count() > 0) {
        kept.add(each);
      } else if (isNamed(each.client(), service) && each.made().count() > 0) {
        kept.add(each.asMade());
      }
    }
    return new DependencyGraph(kept, breakers, scannedUntil);
  }

  /** The breakers through which the calls of an edge go, by name and library. */
  public List<Breaker> breakersOn(EdgeSummary edge) {
    return breakers.stream().filter(each -> isOn(edge, each)).sorted(BREAKER_ORDER).toList();
  }

  /** The breakers of a service that hold calls back, nobody knows to whom; by name and library. */
  public List<Breaker> breakersOf(String node) {
    return breakers.stream()
        .filter(each -> isOfNode(each) && each.client().equals(node))
        .sorted(BREAKER_ORDER)
        .toList();
  }

  private static boolean isOn(EdgeSummary edge, Breaker breaker) {
    return !edge.type().equals("messaging")
        && !breaker.peer().isEmpty()
        && breaker.client().equals(edge.client())
        && breaker.guards(edge.server());
  }

  private static boolean isOfNode(Breaker breaker) {
    return breaker.peer().isEmpty() && breaker.holdsBack();
  }

  private static List<String> around(String node, Map<String, List<String>> neighbours) {
    return neighbours.getOrDefault(node, List.of());
  }

  /** Whether a node is meant: by its id, or a service by its name without its namespace. */
  static boolean isNamed(String node, String name) {
    return node.equals(name)
        || (type(node).equals("service") && node.substring(node.indexOf('/') + 1).equals(name));
  }
}
