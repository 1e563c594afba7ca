package io.spanstone.agent.guard;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All guards of one kind, library and name in this service: usually one, or one in each of several
 * registries. Holds on to none of the library's objects. Thread-safe.
 */
final class Guard {

  private static final AttributeKey<String> PEER = AttributeKey.stringKey("peer.service");

  /** Outcomes come from our own code, so this is only a belt. */
  private static final int MAX_OUTCOMES = 32;

  final GuardKind kind;
  final String library;
  final String name;

  private final PeerBelief belief = new PeerBelief();
  private final List<Source> sources = new CopyOnWriteArrayList<>();
  private final Map<String, Attributes> byOutcome = new ConcurrentHashMap<>();
  private volatile Attributes attributes;

  Guard(GuardKind kind, String library, String name) {
    this.kind = kind;
    this.library = library;
    this.name = name;
    this.attributes = build();
  }

  /** Adds one to ask for state or readings; it is asked as long as the library keeps it alive. */
  void add(Supplier<?> source) {
    sources.removeIf(each -> each.reading.get() == null);
    sources.add(new Source(source));
  }

  /** Name, library and, once known, the peer. */
  Attributes attributes() {
    return attributes;
  }

  Attributes attributes(String outcome) {
    Attributes known = byOutcome.get(outcome);
    if (known != null) {
      return known;
    }
    Attributes made = attributes.toBuilder().put(kind.outcomeKey, outcome).build();
    if (byOutcome.size() < MAX_OUTCOMES) {
      byOutcome.put(outcome, made);
    }
    return made;
  }

  /** See {@link PeerBelief#see}. */
  void sawPeer(String peer, boolean named) {
    if (belief.see(peer, named)) {
      attributes = build();
      byOutcome.clear();
    }
  }

  /** What the living sources read now, of those that have this type. */
  <T> void read(Class<T> type, Consumer<T> reader) {
    for (Source source : sources) {
      T reading = source.read(type);
      if (reading != null) {
        reader.accept(reading);
      }
    }
  }

  /** What cumulative readings have grown by since they were last asked; null without sources. */
  long @Nullable [] growth() {
    long[] sum = null;
    for (Source source : sources) {
      long[] grown = source.growth();
      if (grown == null) {
        continue;
      }
      if (sum == null) {
        sum = grown;
      } else {
        for (int i = 0; i < Math.min(sum.length, grown.length); i++) {
          sum[i] += grown[i];
        }
      }
    }
    return sum;
  }

  private Attributes build() {
    AttributesBuilder builder =
        Attributes.builder().put(kind.nameKey, name).put(kind.libraryKey, library);
    String peer = belief.peer();
    if (peer != null) {
      builder.put(PEER, peer);
    }
    return builder.build();
  }

  private static final class Source {

    private final WeakReference<Supplier<?>> reading;
    private long[] last = {};

    Source(Supplier<?> reading) {
      this.reading = new WeakReference<>(reading);
    }

    <T> @Nullable T read(Class<T> type) {
      Supplier<?> supplier = reading.get();
      Object value;
      try {
        value = supplier == null ? null : supplier.get();
      } catch (RuntimeException | LinkageError theLibrarys) {
        return null; // it then has no state to tell
      }
      return type.isInstance(value) ? type.cast(value) : null;
    }

    synchronized long @Nullable [] growth() {
      long[] now = read(long[].class);
      if (now == null) {
        return null;
      }
      long[] grown = new long[now.length];
      for (int i = 0; i < now.length; i++) {
        grown[i] = Math.max(0, now[i] - (i < last.length ? last[i] : 0));
      }
      last = now;
      return grown;
    }
  }
}
