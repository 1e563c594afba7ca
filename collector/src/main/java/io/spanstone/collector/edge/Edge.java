package io.spanstone.collector.edge;

/**
 * A series of calls from one node of the dependency graph to another.
 *
 * @param client the id of the node that calls
 * @param server the id of the node that is called
 * @param connectionType what the calls go over: {@code http}, {@code rpc}, {@code messaging},
 *     {@code database} or {@code unknown}
 * @param statusCode of the calls: 0 unset, 1 ok, 2 error
 * @param serverOperation what is called of the server; empty if that is no service
 */
public record Edge(
    String client, String server, String connectionType, int statusCode, String serverOperation) {

  /** To a node that has no operations. */
  Edge(String client, String server, String connectionType, int statusCode) {
    this(client, server, connectionType, statusCode, "");
  }

  /** The same calls, all operations taken together. */
  public Edge withoutOperation() {
    return withOperation("");
  }

  public Edge withOperation(String operation) {
    return new Edge(client, server, connectionType, statusCode, operation);
  }
}
