package io.spanstone.agent.guard;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The guards of this service, each name once. Names beyond a limit, which is there for services
 * that make names up as they go, share one guard and are counted. Thread-safe.
 */
final class GuardRegistry {

  static final String OTHER = "_other";

  static final int MAX_NAMES = 200;
  private static final int MAX_NAME_CHARS = 200;

  private final Map<String, Guard> guards = new ConcurrentHashMap<>();
  private final Map<GuardKind, AtomicLong> names = counters();
  private final Map<GuardKind, AtomicLong> overLimit = counters();

  Guard guard(GuardKind kind, String library, String fullName) {
    String name =
        fullName.length() > MAX_NAME_CHARS ? fullName.substring(0, MAX_NAME_CHARS) : fullName;
    Guard known = guards.get(key(kind, library, name));
    if (known != null) {
      return known;
    }
    if (count(names, kind).get() < MAX_NAMES) {
      return guards.computeIfAbsent(
          key(kind, library, name),
          key -> {
            count(names, kind).incrementAndGet();
            return new Guard(kind, library, name);
          });
    }
    count(overLimit, kind).incrementAndGet();
    return guards.computeIfAbsent(
        key(kind, library, OTHER), key -> new Guard(kind, library, OTHER));
  }

  void forEach(GuardKind kind, Consumer<Guard> reader) {
    for (Guard guard : guards.values()) {
      if (guard.kind == kind) {
        reader.accept(guard);
      }
    }
  }

  /** How many guards of this kind were made under a name beyond the limit. */
  long overLimit(GuardKind kind) {
    return count(overLimit, kind).get();
  }

  private static Map<GuardKind, AtomicLong> counters() {
    Map<GuardKind, AtomicLong> counters = new EnumMap<>(GuardKind.class);
    for (GuardKind kind : GuardKind.values()) {
      counters.put(kind, new AtomicLong());
    }
    return counters;
  }

  private static AtomicLong count(Map<GuardKind, AtomicLong> counters, GuardKind kind) {
    return requireNonNull(counters.get(kind));
  }

  private static String key(GuardKind kind, String library, String name) {
    return kind.prefix + '\n' + library + '\n' + name;
  }
}
