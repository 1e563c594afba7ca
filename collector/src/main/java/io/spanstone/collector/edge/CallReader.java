package io.spanstone.collector.edge;

import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls off the spans of one segment. What one span tells goes to the sink at once; of what
 * takes two, the facts are kept. {@code docs/reference/derived-metrics.md} has the rules. Not
 * thread-safe; one a segment.
 */
public final class CallReader {
  private static final Slice RECEIVE = Slice.ofUtf8("receive");
  private static final Slice CREATE = Slice.ofUtf8("create");
  private static final Slice SEND = Slice.ofUtf8("send");
  private static final Slice PUBLISH = Slice.ofUtf8("publish");
  private static final CallAttribute[] DATABASE_NAMES = {
    CallAttribute.DB_NAMESPACE,
    CallAttribute.DB_NAME,
    CallAttribute.SERVER_ADDRESS,
    CallAttribute.NET_PEER_NAME
  };
  private static final CallAttribute[] DESTINATIONS = {
    CallAttribute.DESTINATION_TEMPLATE, CallAttribute.DESTINATION_NAME, CallAttribute.DESTINATION
  };
  private static final byte[] NO_SPAN_ID = new byte[8];
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Sink sink;
  private final LateCalls late;
  private final boolean single;
  private final CallAttributes attributes = new CallAttributes();
  private final CallFactsBuilder facts = new CallFactsBuilder();
  private final RawKeys<Edge> edges = new RawKeys<>();
  private final RawKeys<Integer> targets = new RawKeys<>();
  private final NumberedNames serviceNames = new NumberedNames(facts);
  private final NumberedNames operationNames = new NumberedNames(facts);

  private int service;
  private String serviceId = "";
  private Operation operation = new Operation(0, "");
  private int status;

  public CallReader(Sink sink, LateCalls late) {
    this(sink, late, false);
  }

  private CallReader(Sink sink, LateCalls late, boolean single) {
    this.sink = sink;
    this.late = late;
    this.single = single;
  }

  /**
   * A reader of spans of which the other sides are known not to come: what would take two spans is
   * told by the client's, as if its server had been waited for. The spans need no ids.
   */
  public static CallReader ofSingleSpans(Consumer<Edge> edges) {
    return new CallReader(
        new Sink() {
          @Override
          public void call(Edge edge, SpanView span) {
            edges.accept(edge);
          }

          @Override
          public void queued(Edge edge, long queuedNanos, SpanView span) {}
        },
        new LateCalls(),
        true);
  }

  /** Takes the calls that a span alone tells. */
  public interface Sink {
    /** Equal edges are mostly the same object. */
    void call(Edge edge, SpanView span);

    /** A message was received, after so many nanoseconds in the queue. */
    void queued(Edge edge, long queuedNanos, SpanView span);
  }

  /**
   * Reads a span.
   *
   * @param service a small number of the span's service
   * @param serviceId the node that it is in the dependency graph
   * @param operation of the service, that the span is of
   * @param span with valid ids
   */
  public void add(int service, String serviceId, Operation operation, SpanView span) {
    int kind = span.kind();
    if (kind < SpanView.KIND_SERVER || kind > SpanView.KIND_CONSUMER) {
      return;
    }
    this.service = service;
    this.serviceId = serviceId;
    this.operation = operation;
    status = span.statusCode() < 0 || span.statusCode() > 2 ? 0 : span.statusCode();
    attributes.read(span);
    boolean messaging = attributes.has(CallAttribute.MESSAGING_SYSTEM);
    if (kind == SpanView.KIND_SERVER) {
      addServer(span, type(ConnectionType.UNKNOWN));
    } else if (kind == SpanView.KIND_CONSUMER) {
      if (messaging) {
        addConsumer(span);
      } else {
        addServer(span, ConnectionType.MESSAGING);
      }
    } else if (messaging) {
      addProducer(span);
    } else if (kind == SpanView.KIND_PRODUCER) {
      addClient(span, ConnectionType.MESSAGING);
    } else if (attributes.has(CallAttribute.DB_SYSTEM_NAME)) {
      sink.call(databaseEdge(CallAttribute.DB_SYSTEM_NAME), span);
    } else if (attributes.has(CallAttribute.DB_SYSTEM)) {
      sink.call(databaseEdge(CallAttribute.DB_SYSTEM), span);
    } else {
      addClient(span, type(ConnectionType.UNKNOWN));
    }
  }

  /** What takes two spans to tell; call it once. */
  public CallFacts facts(UUID segment, long createdAtMillis) {
    return facts.finish(segment, createdAtMillis, false);
  }

  private void addServer(SpanView span, ConnectionType type) {
    boolean hasParent = hasParent(span);
    if (attributes.find(CallAttribute.CALLER_SERVICE)) {
      if (!hasParent || late.countsAtServer(span)) {
        sink.call(callerEdge(type), span);
      }
      if (hasParent) {
        facts.served(span);
      }
    } else if (hasParent) {
      facts.server(span, serviceName(), operationName(), type, status);
    }
  }

  private void addClient(SpanView span, ConnectionType type) {
    if (attributes.has(CallAttribute.CALLEE) || attributes.has(CallAttribute.RPC_CALLEE)) {
      return;
    }
    if (single) {
      String node = targetNode();
      if (!node.isEmpty()) {
        sink.call(new Edge(serviceId, node, type.id(), status), span);
      }
    } else {
      facts.client(span, serviceName(), target(), type, status);
    }
  }

  private void addConsumer(SpanView span) {
    boolean hasParent = hasParent(span);
    if (isOperation(RECEIVE) && !hasParent && !single) {
      return; // of a batch, whose messages have spans of their own
    }
    Edge edge = messagingEdge(true);
    sink.call(edge, span);
    long sentUnixNano = attributes.number(CallAttribute.CALLER_SENT) * NANOS_PER_MILLI;
    if (sentUnixNano > 0) {
      sink.queued(edge, Math.max(0, span.startTimeUnixNano() - sentUnixNano), span);
    } else if (hasParent) {
      facts.receive(span, facts.name(edge.client()), serviceName(), operationName());
    }
    if (hasParent) {
      facts.served(span);
    }
  }

  private void addProducer(SpanView span) {
    boolean producer = span.kind() == SpanView.KIND_PRODUCER;
    if (producer ? !isOperation(CREATE) : isOperation(SEND) || isOperation(PUBLISH)) {
      sink.call(messagingEdge(false), span);
    }
    if (producer && !single) {
      facts.send(span);
    }
  }

  private ConnectionType type(ConnectionType otherwise) {
    if (attributes.has(CallAttribute.RPC_SYSTEM) || attributes.has(CallAttribute.RPC_SYSTEM_NAME)) {
      return ConnectionType.RPC;
    }
    return attributes.has(CallAttribute.HTTP_REQUEST_METHOD)
            || attributes.has(CallAttribute.HTTP_METHOD)
        ? ConnectionType.HTTP
        : otherwise;
  }

  private boolean isOperation(Slice operation) {
    return attributes.is(CallAttribute.OPERATION_TYPE, operation)
        || attributes.is(CallAttribute.OPERATION, operation);
  }

  private static boolean hasParent(SpanView span) {
    Slice parent = span.parentSpanId();
    return parent.length() == NO_SPAN_ID.length
        && !Arrays.equals(
            parent.array(), parent.from(), parent.to(), NO_SPAN_ID, 0, NO_SPAN_ID.length);
  }

  private Edge callerEdge(ConnectionType type) {
    Edge known =
        findEdge(
            operation.number(),
            0,
            type,
            CallAttribute.CALLER_SERVICE,
            CallAttribute.CALLER_NAMESPACE);
    if (known != null) {
      return known;
    }
    String namespace = attributes.text(CallAttribute.CALLER_NAMESPACE);
    String name = attributes.text(CallAttribute.CALLER_SERVICE);
    String caller = Nodes.cut(namespace.isEmpty() ? name : namespace + "/" + name);
    return edges.put(new Edge(caller, serviceId, type.id(), status, operation.name()));
  }

  private Edge databaseEdge(CallAttribute system) {
    CallAttribute namespace = firstOf(DATABASE_NAMES);
    Edge known = findEdge(0, 1, ConnectionType.DATABASE, system, namespace);
    if (known != null) {
      return known;
    }
    String node = Nodes.database(attributes.text(system), attributes.text(namespace));
    return edges.put(new Edge(serviceId, node, ConnectionType.DATABASE.id(), status));
  }

  private Edge messagingEdge(boolean received) {
    CallAttribute destination = firstOf(DESTINATIONS);
    boolean temporary =
        attributes.number(CallAttribute.DESTINATION_TEMPORARY) != 0
            || attributes.number(CallAttribute.DESTINATION_ANONYMOUS) != 0;
    int manner = 2 + (received ? 1 : 0) + (temporary ? 2 : 0);
    Edge known =
        findEdge(
            received ? operation.number() : 0,
            manner,
            ConnectionType.MESSAGING,
            CallAttribute.MESSAGING_SYSTEM,
            destination);
    if (known != null) {
      return known;
    }
    String system = attributes.text(CallAttribute.MESSAGING_SYSTEM);
    String node = Nodes.messaging(system, attributes.text(destination), temporary);
    String type = ConnectionType.MESSAGING.id();
    return edges.put(
        received
            ? new Edge(node, serviceId, type, status, operation.name())
            : new Edge(serviceId, node, type, status));
  }

  /**
   * The edge that was put for these texts.
   *
   * @param called number of the operation that the edge leads to; 0 if it leads to none
   * @param manner how they make an edge
   */
  private @Nullable Edge findEdge(
      int called, int manner, ConnectionType type, CallAttribute one, CallAttribute other) {
    attributes.find(other);
    int otherFrom = attributes.textFrom();
    int otherTo = attributes.textTo();
    attributes.find(one);
    long who = (long) service << 40 | (long) called << 16; // of a segment there are far fewer
    long rest = who | manner << 8 | type.number() << 2 | status;
    return edges.find(
        rest, attributes.buffer(), attributes.textFrom(), attributes.textTo(), otherFrom, otherTo);
  }

  /** The number of the node that a client span calls; {@link CallFactsBuilder#NO_NAME} if none. */
  private int target() {
    boolean service = attributes.find(CallAttribute.CALLEE_SERVICE);
    if (!service && !attributes.find(firstOf(CallAttribute.ADDRESSES))) {
      return CallFactsBuilder.NO_NAME;
    }
    int from = attributes.textFrom();
    int to = attributes.textTo();
    Integer known = targets.find(service ? 1 : 0, attributes.buffer(), from, to, to, to);
    if (known != null) {
      return known;
    }
    String node = targetNode();
    return targets.put(node.isEmpty() ? CallFactsBuilder.NO_NAME : facts.name(node));
  }

  /** The service that the caller knows it called in vain, or the host; empty if none is known. */
  private String targetNode() {
    String service = attributes.text(CallAttribute.CALLEE_SERVICE);
    if (!service.isEmpty()) {
      return Nodes.cut(service);
    }
    String host = Nodes.hostOf(attributes.text(firstOf(CallAttribute.ADDRESSES)));
    return host.isEmpty() ? "" : Nodes.external(host);
  }

  /** The first that has a text; the last if none has. */
  private CallAttribute firstOf(CallAttribute[] candidates) {
    for (CallAttribute each : candidates) {
      if (attributes.find(each)) {
        return each;
      }
    }
    return candidates[candidates.length - 1];
  }

  private int serviceName() {
    return serviceNames.place(service, serviceId);
  }

  private int operationName() {
    return operationNames.place(operation.number(), operation.name());
  }
}
