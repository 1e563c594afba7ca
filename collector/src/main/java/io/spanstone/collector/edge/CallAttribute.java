package io.spanstone.collector.edge;

import io.spanstone.otlp.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that tell what a call is. Source: OpenTelemetry's semantic conventions, the stable
 * ones and those before; {@code caller.*} and the response header are our agent's.
 */
enum CallAttribute {
  CALLER_SERVICE("caller.service"),
  CALLER_NAMESPACE("caller.namespace"),
  CALLER_SENT("caller.sent_unix_milli"),
  CALLEE_SERVICE("callee.service"),
  CALLEE("http.response.header.spanstone-service"),
  RPC_CALLEE("rpc.response.metadata.spanstone-service"),
  DB_SYSTEM_NAME("db.system.name"),
  DB_SYSTEM("db.system"),
  DB_NAMESPACE("db.namespace"),
  DB_NAME("db.name"),
  MESSAGING_SYSTEM("messaging.system"),
  DESTINATION_TEMPLATE("messaging.destination.template"),
  DESTINATION_NAME("messaging.destination.name"),
  DESTINATION("messaging.destination"),
  DESTINATION_TEMPORARY("messaging.destination.temporary"),
  DESTINATION_ANONYMOUS("messaging.destination.anonymous"),
  OPERATION_TYPE("messaging.operation.type"),
  OPERATION("messaging.operation"),
  RPC_SYSTEM_NAME("rpc.system.name"),
  RPC_SYSTEM("rpc.system"),
  RPC_SERVICE("rpc.service"),
  HTTP_REQUEST_METHOD("http.request.method"),
  HTTP_METHOD("http.method"),
  SERVER_ADDRESS("server.address"),
  NET_PEER_NAME("net.peer.name"),
  HTTP_HOST("http.host"),
  URL_FULL("url.full"),
  HTTP_URL("http.url"),
  PEER_SERVICE("peer.service"),
  NETWORK_PEER_ADDRESS("network.peer.address"),
  NET_PEER_IP("net.peer.ip");

  /** Whatever tells the host that is called, the best first. */
  static final CallAttribute[] ADDRESSES = {
    SERVER_ADDRESS,
    NET_PEER_NAME,
    HTTP_HOST,
    URL_FULL,
    HTTP_URL,
    PEER_SERVICE,
    NETWORK_PEER_ADDRESS,
    NET_PEER_IP,
    RPC_SERVICE
  };

  static final int COUNT = values().length;

  private static final CallAttribute[][] BY_HASH = new CallAttribute[256][0];
  private static final byte[][] KEYS = new byte[COUNT][];

  static {
    for (CallAttribute each : values()) {
      byte[] utf8 = Slice.ofUtf8(each.key).array();
      KEYS[each.place()] = utf8;
      int hash = hash(utf8, 0, utf8.length);
      CallAttribute[] same = Arrays.copyOf(BY_HASH[hash], BY_HASH[hash].length + 1);
      same[same.length - 1] = each;
      BY_HASH[hash] = same;
    }
  }

  private final String key;

  CallAttribute(String key) {
    this.key = key;
  }

  /** The attribute with this key; null if it tells nothing of a call. */
  static @Nullable CallAttribute of(byte[] array, int from, int to) {
    if (from == to) {
      return null;
    }
    for (CallAttribute each : BY_HASH[hash(array, from, to)]) {
      byte[] key = KEYS[each.place()];
      if (Arrays.equals(key, 0, key.length, array, from, to)) {
        return each;
      }
    }
    return null;
  }

  /** From 0, less than {@link #COUNT}. */
  @SuppressWarnings("EnumOrdinal") // an index into arrays that live no longer than a segment
  int place() {
    return ordinal();
  }

  private static int hash(byte[] key, int from, int to) {
    int length = to - from;
    return (length * 37 + key[to - 1] * 5 + key[from + length / 2] * 11) & 0xff;
  }
}
