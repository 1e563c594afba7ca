package io.spanstone.block.scan;

import io.spanstone.block.Service;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that one span must meet all. Enter the span's resource first, then ask for each of
 * its spans; what depends on the resource alone is decided once for it. Not thread-safe.
 */
public final class SpanFilter {
  private static final int ANY = -1;

  private record Attribute(Slice key, Slice text) {}

  private final long startUnixNano;
  private final long endUnixNano;
  private @Nullable String service;
  private @Nullable OperationFilter operation;
  private int kind = ANY;
  private int status = ANY;
  private long minDurationNanos;
  private long maxDurationNanos = Long.MAX_VALUE;
  private final List<Attribute> attributes = new ArrayList<>();

  /** The attributes that the resource does not have, which the span must have. */
  private final List<Attribute> ofSpan = new ArrayList<>();

  private boolean resourceMatches;

  /** Any span that starts in {@code [start, end)}. */
  public SpanFilter(long startUnixNano, long endUnixNano) {
    this.startUnixNano = startUnixNano;
    this.endUnixNano = endUnixNano;
  }

  /** Its service has that name, or namespace and name. */
  public void service(String filter) {
    service = filter;
  }

  /** Its name, or the template of its name, is that. */
  public void operation(String name) {
    operation = new OperationFilter(name);
  }

  public void kind(int number) {
    kind = number;
  }

  public void status(int number) {
    status = number;
  }

  public void minDuration(long nanos) {
    minDurationNanos = nanos;
  }

  public void maxDuration(long nanos) {
    maxDurationNanos = nanos;
  }

  /** It or its resource has an attribute of that key whose value has that text. */
  public void attribute(String key, String text) {
    attributes.add(new Attribute(Slice.ofUtf8(key), Slice.ofUtf8(text)));
  }

  /** The spans asked for next are of this Resource message. False if none of them can match. */
  public boolean enter(Slice resource) {
    resourceMatches = service == null || Service.ofResource(resource).matches(service);
    ofSpan.clear();
    for (Attribute attribute : attributes) {
      if (!has(KeyValues.ofResource(resource), attribute)) {
        ofSpan.add(attribute);
      }
    }
    return resourceMatches;
  }

  /** Whether the span meets all conditions. */
  public boolean matches(SpanView span) {
    long start = UnixNano.ofUnsigned(span.startTimeUnixNano());
    return resourceMatches
        && start >= startUnixNano
        && start < endUnixNano
        && (status == ANY || span.statusCode() == status)
        && (kind == ANY || span.kind() == kind)
        && (operation == null || operation.matches(span.name()))
        && durationMatches(span.durationNanos())
        && attributesMatch(span);
  }

  private boolean durationMatches(long unsignedNanos) {
    long nanos = UnixNano.ofUnsigned(unsignedNanos);
    return nanos >= minDurationNanos && nanos <= maxDurationNanos;
  }

  private boolean attributesMatch(SpanView span) {
    for (Attribute attribute : ofSpan) {
      if (!has(span.attributes(), attribute)) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(KeyValues in, Attribute attribute) {
    while (in.seek(attribute.key())) {
      if (in.value().text().equals(attribute.text())) {
        return true;
      }
    }
    return false;
  }
}
