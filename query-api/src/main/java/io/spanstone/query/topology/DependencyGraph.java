package io.spanstone.query.topology;

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
 * @param scannedUntil null if the whole range was read; else how far back
 */
public record DependencyGraph(List<EdgeSummary> edges, @Nullable Instant scannedUntil) {
  private static final List<String> VIRTUAL_TYPES = List.of("database", "messaging", "external");

  /** All nodes, sorted. */
  public Set<String> nodes() {
    Set<String> nodes = new TreeSet<>();
    for (EdgeSummary each : edges) {
      nodes.add(each.client());
      nodes.add(each.server());
    }
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
        scannedUntil);
  }

  /** The breakers through which the calls of an edge go, by name and library. */
  public static List<Breaker> breakersOn(EdgeSummary edge, List<Breaker> breakers) {
    return edge.type().equals("messaging")
        ? List.of()
        : breakers.stream()
            .filter(each -> each.client().equals(edge.client()) && each.guards(edge.server()))
            .sorted(Comparator.comparing(Breaker::name).thenComparing(Breaker::library))
            .toList();
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
