package io.spanstone.collector.edge;

import java.util.BitSet;
import java.util.List;

/**
 * Decides the calls of one segment, by what it and the segments around it know: a server side finds
 * its client, a client side that no server side belongs to names a node of its own. The same facts
 * always give the same calls, but for those that others have counted since.
 */
public final class Settlement {
  private Settlement() {}

  /**
   * Gives the calls of {@code segment} to {@code sink}.
   *
   * @param around the facts of all segments within the window, those of {@code segment} too
   * @param late the calls of services whose server sides may come yet
   * @return how many client sides stay undecided, because facts are missing
   */
  public static int of(CallFacts segment, List<CallFacts> around, LateCalls late, CallSink sink) {
    joinServers(segment, around, sink);
    joinMessages(segment, around, sink);
    return nameTargets(segment, around, late, sink);
  }

  private static void joinServers(CallFacts segment, List<CallFacts> around, CallSink sink) {
    KeyIndex parents = new KeyIndex(segment.servers());
    for (int i = 0; i < segment.servers(); i++) {
      parents.add(segment.serverParent(i));
    }
    BitSet joined = new BitSet(segment.servers());
    for (CallFacts other : segment.servers() == 0 ? List.<CallFacts>of() : around) {
      for (int i = 0; i < other.clients(); i++) {
        for (int at = parents.find(other.clientKey(i)); at >= 0; at = parents.findNext(at)) {
          if (!joined.get(at)) {
            joined.set(at);
            sink.call(edge(other, i, segment, at), segment.server(at));
          }
        }
      }
    }
  }

  private static Edge edge(CallFacts clients, int client, CallFacts servers, int server) {
    ConnectionType type = servers.serverType(server);
    return new Edge(
        clients.clientService(client),
        servers.serverService(server),
        (type == ConnectionType.UNKNOWN ? clients.clientType(client) : type).id(),
        servers.serverStatus(server),
        servers.serverOperation(server));
  }

  private static void joinMessages(CallFacts segment, List<CallFacts> around, CallSink sink) {
    KeyIndex parents = new KeyIndex(segment.receives());
    for (int i = 0; i < segment.receives(); i++) {
      parents.add(segment.receiveParent(i));
    }
    BitSet joined = new BitSet(segment.receives());
    for (CallFacts other : segment.receives() == 0 ? List.<CallFacts>of() : around) {
      for (int i = 0; i < other.sends(); i++) {
        for (int at = parents.find(other.sendKey(i)); at >= 0; at = parents.findNext(at)) {
          if (!joined.get(at)) {
            joined.set(at);
            Edge edge =
                new Edge(
                    segment.receiveQueue(at),
                    segment.receiveService(at),
                    ConnectionType.MESSAGING.id(),
                    0,
                    segment.receiveOperation(at));
            sink.queued(edge, segment.received(at, other.sendUnixNano(i)));
          }
        }
      }
    }
  }

  private static int nameTargets(
      CallFacts segment, List<CallFacts> around, LateCalls late, CallSink sink) {
    if (segment.clients() == 0) {
      return 0;
    }
    KeyIndex clients = new KeyIndex(segment.clients());
    for (int i = 0; i < segment.clients(); i++) {
      clients.add(segment.clientKey(i));
    }
    BitSet served = new BitSet(segment.clients());
    boolean complete = true;
    for (CallFacts other : around) {
      complete &= !other.isIncomplete();
      for (int i = 0; i < other.served(); i++) {
        mark(clients, other.servedKey(i), served);
      }
      for (int i = 0; i < other.servers(); i++) {
        mark(clients, other.serverParent(i), served);
      }
    }
    int undecided = 0;
    for (int i = 0; i < segment.clients(); i++) {
      if (!served.get(i) && segment.clientHasTarget(i)) {
        if (!complete) {
          undecided++;
        } else if (Nodes.isExternal(segment.clientTarget(i))
            || late.countsAtCaller(segment.clientKey(i))) {
          sink.call(target(segment, i), segment.client(i));
        }
      }
    }
    return undecided;
  }

  private static void mark(KeyIndex clients, long key, BitSet served) {
    for (int at = clients.find(key); at >= 0; at = clients.findNext(at)) {
      served.set(at);
    }
  }

  private static Edge target(CallFacts segment, int client) {
    return new Edge(
        segment.clientService(client),
        segment.clientTarget(client),
        segment.clientType(client).id(),
        segment.clientStatus(client));
  }
}
