package io.spanstone.e2e.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The answer of {@code /api/v1/dependencies}, its edges by {@code source -> target by type}. */
public final class Graph {
  private final Map<String, JsonNode> edges = new TreeMap<>();

  private Graph() {}

  public static Graph of(JsonNode answer) {
    Graph graph = new Graph();
    for (JsonNode edge : answer.get("edges")) {
      graph.edges.put(
          "%s -> %s by %s"
              .formatted(
                  edge.get("source").asText(),
                  edge.get("target").asText(),
                  edge.get("type").asText()),
          edge);
    }
    return graph;
  }

  /** The edges whose names are wanted. */
  public Graph only(Predicate<String> wanted) {
    Graph graph = new Graph();
    edges.forEach(
        (name, edge) -> {
          if (wanted.test(name)) {
            graph.edges.put(name, edge);
          }
        });
    return graph;
  }

  public Iterable<String> names() {
    return edges.keySet();
  }

  public boolean has(String edge) {
    return edges.containsKey(edge);
  }

  /** 0 if there is no such edge. */
  public long calls(String edge) {
    return number(edge, "calls");
  }

  /** 0 if there is no such edge. */
  public long errors(String edge) {
    return number(edge, "errors");
  }

  /** 0 if there is no such edge or number. */
  public long number(String edge, String field) {
    return field(edge, field).asLong();
  }

  /** A missing node if there is no such edge or field. */
  JsonNode field(String edge, String field) {
    JsonNode found = edges.get(edge);
    return found == null ? MissingNode.getInstance() : found.path(field);
  }

  @Override
  public String toString() {
    return edges.entrySet().stream()
        .map(edge -> edge.getKey() + " " + edge.getValue())
        .collect(Collectors.joining("\n"));
  }
}
