package io.spanstone.storage.red;

/**
 * The calls from one node of the dependency graph to another, over one type of connection.
 *
 * @param client the node that calls, or the queue that messages are received from
 * @param type {@code http}, {@code rpc}, {@code messaging}, {@code database} or {@code unknown}
 * @param calls as they are counted where they arrive, of all operations or of one of the server's
 * @param queued how long messages were in the queue; no calls if that is of no message known
 * @param made as they are counted where they are made, in one of the client's operations
 */
public record EdgeSummary(
    String client, String server, String type, Calls calls, Calls queued, Calls made) {

  /** Nobody called. */
  public static EdgeSummary withoutCalls(String client, String server) {
    return new EdgeSummary(client, server, "unknown", Calls.NONE, Calls.NONE, Calls.NONE);
  }

  /** The calls that were made in the client's operation, as if they were all. */
  public EdgeSummary asMade() {
    return new EdgeSummary(client, server, type, made, Calls.NONE, Calls.NONE);
  }
}
