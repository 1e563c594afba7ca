package io.spanstone.collector.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.SpanView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Collects the facts of one segment. Not thread-safe. */
final class CallFactsBuilder {
  static final int NO_NAME = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<byte[]> names = new ArrayList<>();
  private int namesBytes = Integer.BYTES;
  private final Records served = new Records();
  private final Records servers = new Records();
  private final Records clients = new Records();
  private final Records sends = new Records();
  private final Records receives = new Records();

  /** The number of a node's id, by which records refer to it. */
  int name(String id) {
    return numbers.computeIfAbsent(id, this::add);
  }

  /** The span's parent is known to have a server side: this span. */
  void served(SpanView span) {
    served.start(CallFacts.SERVED_BYTES).put(parentKey(span));
  }

  void server(SpanView span, int service, int operation, ConnectionType type, int status) {
    servers
        .start(CallFacts.SERVER_BYTES)
        .put(parentKey(span))
        .put(span.traceId())
        .put(span.spanId())
        .put(service)
        .putByte(type.number())
        .putByte(status)
        .put(span.endTimeUnixNano())
        .put(span.durationNanos())
        .put(operation);
  }

  void client(SpanView span, int service, int target, ConnectionType type, int status) {
    clients
        .start(CallFacts.CLIENT_BYTES)
        .put(span.traceId())
        .put(span.spanId())
        .put(service)
        .put(target)
        .putByte(type.number())
        .putByte(status)
        .put(span.endTimeUnixNano())
        .put(span.durationNanos());
  }

  void send(SpanView span) {
    sends
        .start(CallFacts.SEND_BYTES)
        .put(CallKey.of(span.traceId(), span.spanId()))
        .put(span.startTimeUnixNano());
  }

  void receive(SpanView span, int queue, int service, int operation) {
    receives
        .start(CallFacts.RECEIVE_BYTES)
        .put(parentKey(span))
        .put(span.traceId())
        .put(span.spanId())
        .put(queue)
        .put(service)
        .put(span.startTimeUnixNano())
        .put(span.endTimeUnixNano())
        .put(operation);
  }

  /**
   * All of it; the builder is of no more use.
   *
   * @param incomplete whether some of the segment's facts were left out
   */
  CallFacts finish(UUID segment, long createdAtMillis, boolean incomplete) {
    List<Records> tables = List.of(served, servers, clients, sends, receives);
    int size = CallFacts.HEADER_BYTES + namesBytes + Integer.BYTES;
    for (Records table : tables) {
      size += table.sizeBytes();
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putLong(CallFacts.MAGIC)
        .putLong(segment.getMostSignificantBits())
        .putLong(segment.getLeastSignificantBits())
        .putLong(createdAtMillis)
        .put((byte) (incomplete ? 1 : 0));
    out.putInt(names.size());
    names.forEach(name -> out.putShort((short) name.length).put(name));
    tables.forEach(table -> table.writeTo(out));
    out.putInt(CallFacts.crc(out.array(), out.position()));
    return new CallFacts(out.array());
  }

  private int add(String id) {
    byte[] utf8 = id.getBytes(UTF_8);
    names.add(utf8);
    namesBytes += Short.BYTES + utf8.length;
    return names.size() - 1;
  }

  private static long parentKey(SpanView span) {
    return CallKey.of(span.traceId(), span.parentSpanId());
  }
}
