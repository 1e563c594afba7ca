package io.spanstone.agent.count;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.util.Collections.unmodifiableList;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What spans have in common that are counted together: all that the collector derives metrics from,
 * and no more, so that there are few groups. Which attributes tell a call is the same as in the
 * collector; what they tell, it alone decides. Immutable once made; made for every call, so it is
 * no {@link Attributes} before it is sent.
 */
final class CallGroup {
  static final String OTHER = "other";

  private static final Object[] NO_CALL = {};

  private static final AttributeKey<String> NAME = stringKey("span.name");
  private static final AttributeKey<String> KIND = stringKey("span.kind");
  private static final AttributeKey<String> STATUS = stringKey("status.code");

  private static final AttributeKey<String> CALLER = stringKey("caller.service");
  private static final AttributeKey<String> CALLER_NAMESPACE = stringKey("caller.namespace");
  private static final AttributeKey<Long> SENT = longKey("caller.sent_unix_milli");
  static final AttributeKey<String> CALLEE_SERVICE = stringKey("callee.service");
  private static final AttributeKey<List<String>> CALLEE =
      stringArrayKey("http.response.header.spanstone-service");
  private static final AttributeKey<List<String>> RPC_CALLEE =
      stringArrayKey("rpc.response.metadata.spanstone-service");

  private static final AttributeKey<String> MESSAGING = stringKey("messaging.system");
  private static final List<AttributeKey<String>> DESTINATIONS =
      keys("messaging.destination.template", "messaging.destination.name", "messaging.destination");
  private static final AttributeKey<Boolean> TEMPORARY =
      booleanKey("messaging.destination.temporary");
  private static final AttributeKey<Boolean> ANONYMOUS =
      booleanKey("messaging.destination.anonymous");
  private static final List<AttributeKey<String>> OPERATIONS =
      keys("messaging.operation.type", "messaging.operation");

  private static final List<AttributeKey<String>> DATABASES = keys("db.system.name", "db.system");
  private static final List<AttributeKey<String>> DATABASE_NAMES =
      keys("db.namespace", "db.name", "server.address", "net.peer.name");

  private static final List<AttributeKey<String>> PROTOCOLS =
      keys("rpc.system.name", "rpc.system", "http.request.method", "http.method");
  private static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
  private static final List<AttributeKey<String>> ADDRESSES =
      keys("server.address", "net.peer.name", "http.host");
  private static final List<AttributeKey<String>> URLS = keys("url.full", "http.url");
  private static final List<AttributeKey<String>> OTHER_ADDRESSES =
      keys("peer.service", "network.peer.address", "net.peer.ip", "rpc.service");

  /** As many as a call of one kind has. */
  private static final int MAX_ATTRIBUTES = 5;

  private final String name;
  private final SpanKind kind;
  private final StatusCode status;

  /** The keys and values that tell the call; shared by groups that differ in their names. */
  private final Object[] call;

  private int callSize;
  private int callHash;

  private CallGroup(String name, SpanKind kind, StatusCode status, Object[] call) {
    this.name = name;
    this.kind = kind;
    this.status = status;
    this.call = call;
  }

  private CallGroup(String name, CallGroup others) {
    this(name, others.kind, others.status, others.call);
    this.callSize = others.callSize;
    this.callHash = others.callHash;
  }

  /** The group of a span. */
  static CallGroup of(SpanData span) {
    CallGroup group = empty(span.getName(), span);
    if (!UnansweredCall.isLeftToServer(span)) {
      group.putCall(span, span.getAttributes());
    }
    return group;
  }

  /**
   * The group of a call by the operation in which it is made, before that is known.
   *
   * @param callee the node that the called service told that it is; null if it told nothing
   */
  static CallGroup made(SpanData span, @Nullable String callee) {
    Attributes attributes = span.getAttributes();
    CallGroup group = empty(OTHER, span);
    if (callee != null && group.putFirst(PROTOCOLS, attributes)) {
      group.put(CALLEE_SERVICE, callee);
    } else {
      group.putCall(span, attributes);
    }
    return group;
  }

  private static CallGroup empty(String name, SpanData span) {
    return new CallGroup(
        name, span.getKind(), span.getStatus().getStatusCode(), new Object[2 * MAX_ATTRIBUTES]);
  }

  /** The group of a call that was {@link #made} in an operation. */
  CallGroup in(String operation) {
    return new CallGroup(operation, this);
  }

  /** Whether there is nothing in the group that tells a call. */
  boolean isWithoutCall() {
    return callSize == 0;
  }

  /** The group of spans of a name that is one too many. */
  CallGroup withoutName() {
    return new CallGroup(OTHER, this);
  }

  /** The group of spans of which even the call is one too many. */
  CallGroup withoutCall() {
    return new CallGroup(OTHER, kind, status, NO_CALL);
  }

  /** Those of its data points. */
  Attributes attributes() {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(NAME, name)
            .put(KIND, "SPAN_KIND_" + kind.name())
            .put(STATUS, "STATUS_CODE_" + status.name());
    for (int i = 0; i < callSize; i += 2) {
      putTyped(attributes, (AttributeKey<?>) call[i], call[i + 1]);
    }
    return attributes.build();
  }

  @SuppressWarnings("unchecked") // put takes both from one attribute
  private static <T> void putTyped(AttributesBuilder to, AttributeKey<T> key, Object value) {
    to.put(key, (T) value);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    if (!(object instanceof CallGroup)) {
      return false;
    }
    CallGroup other = (CallGroup) object;
    if (callHash != other.callHash
        || callSize != other.callSize
        || kind != other.kind
        || status != other.status
        || !name.equals(other.name)) {
      return false;
    }
    for (int i = 0; i < callSize; i++) {
      if (!call[i].equals(other.call[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return ((callHash * 31 + kind.name().hashCode()) * 31 + status.name().hashCode()) * 31
        + name.hashCode();
  }

  /** How long a message was in its queue, in nanoseconds; -1 if the span does not tell. */
  static long queuedNanos(SpanData span) {
    Long sent = span.getAttributes().get(SENT);
    return sent == null || span.getAttributes().get(MESSAGING) == null || isBatch(span)
        ? -1
        : Math.max(0, span.getStartEpochNanos() - sent * 1_000_000);
  }

  private void putCall(SpanData span, Attributes attributes) {
    boolean messaging = attributes.get(MESSAGING) != null;
    if (kind == SpanKind.INTERNAL || isBatch(span)) {
      return;
    }
    if (kind == SpanKind.SERVER || (kind == SpanKind.CONSUMER && !messaging)) {
      if (put(CALLER, attributes)) {
        put(CALLER_NAMESPACE, attributes);
        putFirst(PROTOCOLS, attributes);
      }
    } else if (messaging) {
      put(MESSAGING, attributes);
      putFirst(DESTINATIONS, attributes);
      put(TEMPORARY, attributes);
      put(ANONYMOUS, attributes);
      putFirst(OPERATIONS, attributes);
    } else if (kind == SpanKind.CLIENT && putFirst(DATABASES, attributes)) {
      putFirst(DATABASE_NAMES, attributes);
    } else if (attributes.get(CALLEE) == null && attributes.get(RPC_CALLEE) == null) {
      putFirst(PROTOCOLS, attributes);
      if (!put(CALLEE_SERVICE, attributes)) {
        putAddress(attributes);
      }
    }
  }

  /** Of a batch that was received, whose messages have spans of their own. */
  private static boolean isBatch(SpanData span) {
    if (span.getKind() != SpanKind.CONSUMER || span.getParentSpanContext().isValid()) {
      return false;
    }
    for (AttributeKey<String> operation : OPERATIONS) {
      if ("receive".equals(span.getAttributes().get(operation))) {
        return true;
      }
    }
    return false;
  }

  private void putAddress(Attributes attributes) {
    if (putFirst(ADDRESSES, attributes)) {
      return;
    }
    for (AttributeKey<String> url : URLS) {
      String host = hostOf(attributes.get(url));
      if (host != null) {
        put(SERVER_ADDRESS, host);
        return;
      }
    }
    putFirst(OTHER_ADDRESSES, attributes);
  }

  /** There are as many URLs as requests, but few hosts. */
  private static @Nullable String hostOf(@Nullable String url) {
    try {
      return url == null ? null : URI.create(url).getHost();
    } catch (IllegalArgumentException notAnUrl) {
      return null;
    }
  }

  private boolean putFirst(List<AttributeKey<String>> keys, Attributes attributes) {
    for (int i = 0; i < keys.size(); i++) {
      if (put(keys.get(i), attributes)) {
        return true;
      }
    }
    return false;
  }

  private boolean put(AttributeKey<?> key, Attributes attributes) {
    Object value = attributes.get(key);
    if (value == null || value.equals("")) {
      return false;
    }
    put(key, value);
    return true;
  }

  private void put(AttributeKey<?> key, Object value) {
    call[callSize++] = key;
    call[callSize++] = value;
    callHash = (callHash * 31 + key.hashCode()) * 31 + value.hashCode();
  }

  private static List<AttributeKey<String>> keys(String... names) {
    List<AttributeKey<String>> keys = new ArrayList<>();
    for (String name : names) {
      keys.add(stringKey(name));
    }
    return unmodifiableList(keys);
  }
}
