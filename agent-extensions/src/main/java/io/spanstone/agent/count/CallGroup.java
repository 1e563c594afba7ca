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
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What spans have in common that are counted together: all that the collector derives metrics from,
 * and no more, so that there are few groups. Which attributes tell a call is the same as in the
 * collector; what they tell, it alone decides.
 */
final class CallGroup {
  static final String OTHER = "other";

  private static final AttributeKey<String> NAME = stringKey("span.name");
  private static final AttributeKey<String> KIND = stringKey("span.kind");
  private static final AttributeKey<String> STATUS = stringKey("status.code");

  private static final AttributeKey<String> CALLER = stringKey("caller.service");
  private static final AttributeKey<String> CALLER_NAMESPACE = stringKey("caller.namespace");
  private static final AttributeKey<Long> SENT = longKey("caller.sent_unix_milli");
  private static final AttributeKey<String> CALLEE_SERVICE = stringKey("callee.service");
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

  private CallGroup() {}

  /** The group of a span, as the attributes of its data points. */
  static Attributes of(SpanData span) {
    AttributesBuilder group = Attributes.builder();
    group.put(NAME, span.getName());
    group.put(KIND, "SPAN_KIND_" + span.getKind().name());
    group.put(STATUS, "STATUS_CODE_" + span.getStatus().getStatusCode().name());
    putCall(span, span.getAttributes(), group);
    return group.build();
  }

  /**
   * The group of a call by the operation in which it is made, all but that.
   *
   * @param callee the node that the called service told that it is; null if it told nothing
   */
  static AttributesBuilder made(SpanData span, @Nullable String callee) {
    Attributes attributes = span.getAttributes();
    AttributesBuilder group = Attributes.builder();
    boolean told = callee != null && putFirst(PROTOCOLS, attributes, group);
    if (told) {
      group.put(CALLEE_SERVICE, callee);
    } else {
      putCall(span, attributes, group);
    }
    return group
        .put(KIND, "SPAN_KIND_" + span.getKind().name())
        .put(STATUS, "STATUS_CODE_" + span.getStatus().getStatusCode().name());
  }

  /** The group of a call that was {@link #made} in an operation. */
  static Attributes in(String operation, AttributesBuilder made) {
    return made.put(NAME, operation).build();
  }

  /** Whether there is nothing in the group that tells a call. */
  static boolean isWithoutCall(Attributes group) {
    return group.size() <= 3; // its name, kind and status
  }

  /** The group of spans of a name that is one too many. */
  static Attributes withoutName(Attributes group) {
    return group.toBuilder().put(NAME, OTHER).build();
  }

  /** The group of spans of which even the call is one too many. */
  static Attributes withoutCall(Attributes group) {
    return Attributes.of(NAME, OTHER, KIND, group.get(KIND), STATUS, group.get(STATUS));
  }

  /** How long a message was in its queue, in nanoseconds; -1 if the span does not tell. */
  static long queuedNanos(SpanData span) {
    Long sent = span.getAttributes().get(SENT);
    return sent == null || span.getAttributes().get(MESSAGING) == null || isBatch(span)
        ? -1
        : Math.max(0, span.getStartEpochNanos() - sent * 1_000_000);
  }

  private static void putCall(SpanData span, Attributes attributes, AttributesBuilder group) {
    SpanKind kind = span.getKind();
    boolean messaging = attributes.get(MESSAGING) != null;
    if (kind == SpanKind.INTERNAL || isBatch(span)) {
      return;
    }
    if (kind == SpanKind.SERVER || (kind == SpanKind.CONSUMER && !messaging)) {
      if (put(CALLER, attributes, group)) {
        put(CALLER_NAMESPACE, attributes, group);
        putFirst(PROTOCOLS, attributes, group);
      }
    } else if (messaging) {
      put(MESSAGING, attributes, group);
      putFirst(DESTINATIONS, attributes, group);
      put(TEMPORARY, attributes, group);
      put(ANONYMOUS, attributes, group);
      putFirst(OPERATIONS, attributes, group);
    } else if (kind == SpanKind.CLIENT && putFirst(DATABASES, attributes, group)) {
      putFirst(DATABASE_NAMES, attributes, group);
    } else if (attributes.get(CALLEE) == null && attributes.get(RPC_CALLEE) == null) {
      putFirst(PROTOCOLS, attributes, group);
      if (!put(CALLEE_SERVICE, attributes, group)) {
        putAddress(attributes, group);
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

  private static void putAddress(Attributes attributes, AttributesBuilder group) {
    if (putFirst(ADDRESSES, attributes, group)) {
      return;
    }
    for (AttributeKey<String> url : URLS) {
      String host = hostOf(attributes.get(url));
      if (host != null) {
        group.put(SERVER_ADDRESS, host);
        return;
      }
    }
    putFirst(OTHER_ADDRESSES, attributes, group);
  }

  /** There are as many URLs as requests, but few hosts. */
  private static @Nullable String hostOf(@Nullable String url) {
    try {
      return url == null ? null : URI.create(url).getHost();
    } catch (IllegalArgumentException notAnUrl) {
      return null;
    }
  }

  private static boolean putFirst(
      List<AttributeKey<String>> keys, Attributes attributes, AttributesBuilder group) {
    for (AttributeKey<String> key : keys) {
      if (put(key, attributes, group)) {
        return true;
      }
    }
    return false;
  }

  private static <T> boolean put(
      AttributeKey<T> key, Attributes attributes, AttributesBuilder group) {
    T value = attributes.get(key);
    if (value == null || value.equals("")) {
      return false;
    }
    group.put(key, value);
    return true;
  }

  private static List<AttributeKey<String>> keys(String... names) {
    List<AttributeKey<String>> keys = new ArrayList<>();
    for (String name : names) {
      keys.add(stringKey(name));
    }
    return unmodifiableList(keys);
  }
}
