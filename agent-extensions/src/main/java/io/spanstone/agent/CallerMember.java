package io.spanstone.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Our member of W3C's {@code tracestate}: who the caller is. {@code
 * docs/reference/caller-identity.md} describes it.
 *
 * <pre>{@code
 * spanstone=<span id>;<service>
 * spanstone=<span id>;<service>;<epoch milliseconds at which a message was sent>
 * }</pre>
 *
 * Whoever forwards the header without being one of us leaves the member as it is, so it counts only
 * if its span id is that of the parent span. Immutable.
 */
final class CallerMember {

  static final String KEY = "spanstone";

  private static final String ALONE = KEY + '=';

  /** W3C's limit of a member's value. */
  private static final int MAX_CHARS = 256;

  private static final int MAX_MEMBERS = 32;

  private static final int SPAN_ID_CHARS = 16;
  private static final char SEPARATOR = ';';
  private static final char NAMESPACE_END = '/';
  private static final String UNRESERVED = "-._~";
  private static final String HEX = "0123456789ABCDEF";

  private static final ContextKey<CallerMember> CONTEXT_KEY = ContextKey.named("spanstone-caller");

  private final String spanId;
  private final String namespace;
  private final String service;
  private final long sentUnixMilli;

  private CallerMember(String spanId, String namespace, String service, long sentUnixMilli) {
    this.spanId = spanId;
    this.namespace = namespace;
    this.service = service;
    this.sentUnixMilli = sentUnixMilli;
  }

  /** How a service is written in a member. */
  static String encode(String namespace, String name) {
    StringBuilder encoded = new StringBuilder();
    if (!namespace.isEmpty()) {
      appendEncoded(namespace, encoded);
      encoded.append(NAMESPACE_END);
    }
    appendEncoded(name, encoded);
    return encoded.toString();
  }

  /**
   * What {@link #encode} made, as {@code namespace/name} or {@code name}; null if it is not that.
   */
  static @Nullable String decodeService(String encoded) {
    int namespaceEnd = encoded.indexOf(NAMESPACE_END);
    String name = decode(encoded.substring(namespaceEnd + 1));
    String namespace = namespaceEnd < 0 ? "" : decode(encoded.substring(0, namespaceEnd));
    if (name == null || name.isEmpty() || namespace == null) {
      return null;
    }
    return namespace.isEmpty() ? name : namespace + NAMESPACE_END + name;
  }

  /**
   * The header to send on behalf of a span: with our member in front instead of one that was
   * received, all others as they are. Without ours if it has no room there.
   *
   * @param encodedService by {@link #encode}
   * @param sentUnixMilli 0 if it is no message
   */
  static String traceState(SpanContext span, String encodedService, long sentUnixMilli) {
    TraceState received = span.getTraceState();
    int others = received.size() - (received.get(KEY) == null ? 0 : 1);
    StringBuilder header = new StringBuilder(KEY.length() + SPAN_ID_CHARS + 64);
    if (!encodedService.isEmpty() && others < MAX_MEMBERS) {
      header.append(KEY).append('=').append(span.getSpanId()).append(SEPARATOR);
      header.append(encodedService);
      if (sentUnixMilli > 0) {
        header.append(SEPARATOR).append(sentUnixMilli);
      }
      if (header.length() > KEY.length() + 1 + MAX_CHARS) {
        header.setLength(0);
      }
    }
    if (others > 0) {
      received.forEach((key, value) -> appendOther(key, value, header));
    }
    return header.toString();
  }

  /**
   * The value of our member in a header that has nothing else and is surely as W3C wants it; null
   * of all others.
   */
  static @Nullable String alone(String header) {
    int from = ALONE.length();
    if (!header.startsWith(ALONE) || header.length() > from + MAX_CHARS) {
      return null;
    }
    for (int i = from; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c <= ' ' || c > '~' || c == ',' || c == '=') {
        return null;
      }
    }
    return header.substring(from);
  }

  /** The member that came with a parent span; null unless it is the parent's own. */
  static @Nullable CallerMember of(SpanContext parent, @Nullable String value) {
    if (value == null
        || value.length() <= SPAN_ID_CHARS + 1
        || value.charAt(SPAN_ID_CHARS) != SEPARATOR
        || !value.startsWith(parent.getSpanId())) {
      return null;
    }
    int serviceEnd = value.indexOf(SEPARATOR, SPAN_ID_CHARS + 1);
    String service =
        value.substring(SPAN_ID_CHARS + 1, serviceEnd < 0 ? value.length() : serviceEnd);
    long sent = serviceEnd < 0 ? 0 : number(value.substring(serviceEnd + 1));
    int namespaceEnd = service.indexOf(NAMESPACE_END);
    String name = decode(service.substring(namespaceEnd + 1));
    String namespace = namespaceEnd < 0 ? "" : decode(service.substring(0, namespaceEnd));
    return name == null || name.isEmpty() || namespace == null
        ? null
        : new CallerMember(parent.getSpanId(), namespace, name, sent);
  }

  /** In this context it is the one of the parent span. */
  Context in(Context parent) {
    return parent.with(CONTEXT_KEY, this);
  }

  /** The one that came with the span of this context; null if none did. */
  static @Nullable CallerMember of(Context parent) {
    CallerMember caller = parent.get(CONTEXT_KEY);
    return caller != null
            && caller.spanId.equals(Span.fromContext(parent).getSpanContext().getSpanId())
        ? caller
        : null;
  }

  /** Empty if the caller has none. */
  String namespace() {
    return namespace;
  }

  String service() {
    return service;
  }

  /** 0 if the caller sent no message, or did not say when. */
  long sentUnixMilli() {
    return sentUnixMilli;
  }

  private static void appendOther(String key, String value, StringBuilder header) {
    if (!key.equals(KEY)) {
      header.append(header.length() == 0 ? "" : ",").append(key).append('=').append(value);
    }
  }

  private static void appendEncoded(String text, StringBuilder out) {
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c)) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED.indexOf(c) >= 0;
  }

  /** Null if it is not what {@link #encode} makes. */
  private static @Nullable String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        boolean whole = i + 2 < encoded.length();
        int high = whole ? digit(encoded, i + 1) : -1;
        int low = whole ? digit(encoded, i + 2) : -1;
        if (high < 0 || low < 0) {
          return null;
        }
        utf8.write(high << 4 | low);
        i += 2;
      } else {
        utf8.write(c);
      }
    }
    return new String(utf8.toByteArray(), UTF_8);
  }

  private static int digit(String text, int place) {
    return Character.digit(text.charAt(place), 16);
  }

  private static long number(String text) {
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException notOurs) {
      return 0;
    }
  }
}
