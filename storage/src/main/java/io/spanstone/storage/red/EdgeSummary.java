package io.spanstone.storage.red;

/**
 * The calls from one node of the dependency graph to another, over one type of connection.
 *
 * @param client the node that calls, or the queue that messages are received from
 * @param type {@code http}, {@code rpc}, {@code messaging}, {@code database} or {@code unknown}
 * @param queued how long messages were in the queue; no calls if that is of no message known
 */
public record EdgeSummary(String client, String server, String type, Calls calls, Calls queued) {}
