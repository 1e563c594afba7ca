package io.spanstone.query.instances;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings together what instances sent, what they told of themselves, and what registries say. */
final class Fleet {
  /** So much later than its stop may an instance still be heard: what waited to be exported. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(30);

  private final Map<InstanceKey, Sighting> seen;

  Fleet(Map<InstanceKey, Sighting> seen) {
    this.seen = seen;
  }

  /** Sorted by service, then id; of this service only, with or without its namespace. */
  List<Instance> instances(@Nullable String service) {
    return seen.values().stream()
        .filter(each -> service == null || each.service.matches(service))
        .sorted((a, b) -> a.key.compareTo(b.key))
        .map(Sighting::instance)
        .toList();
  }

  /**
   * @param end as seen when
   */
  void add(LifeSigns signs, Instant end) {
    seen.values().forEach(each -> add(signs, each, end));
    Map<String, Sighting> byRegistryId = new HashMap<>();
    for (Sighting each : seen.values()) {
      if (each.registration != null) {
        // One that is started again keeps what the registry calls it, and not its own id.
        byRegistryId.merge(each.registration.id(), each, Fleet::newer);
      }
    }
    for (Registration registered : signs.registered) {
      Sighting known = byRegistryId.get(registered.id());
      if (known == null) {
        known = livingWithout(registered, end).orElseGet(() -> onlyRegistered(registered));
        known.registration = registered;
      } else if (known.registration != null) {
        known.registration = known.registration.heardAlso(registered.lastHeartbeat());
      }
    }
  }

  private static void add(LifeSigns signs, Sighting each, Instant end) {
    Instant beat = signs.heartbeats.get(each.key);
    if (beat != null) {
      each.lastHeard = beat;
    } else if (signs.beating.contains(each.key) && each.lastHeard != null) {
      // Its newest block may be as new as it is because of another instance.
      Instant atMost = end.minus(LifeSigns.WINDOW);
      each.lastHeard = each.lastHeard.isBefore(atMost) ? each.lastHeard : atMost;
    }
    Instant stop = signs.stops.get(each.key);
    each.stopped =
        stop != null && (each.lastHeard == null || !each.lastHeard.isAfter(stop.plus(LAST_WORDS)));
    each.registration = signs.registrations.get(each.key);
  }

  /**
   * An instance that does not tell of its registration, as one with another agent: of the same
   * service, best on the same host.
   */
  private Optional<Sighting> livingWithout(Registration registered, Instant end) {
    return seen.values().stream()
        .filter(each -> each.registration == null && each.lastHeard != null && !each.stopped)
        .filter(each -> each.service.name().equalsIgnoreCase(registered.application()))
        .filter(each -> each.instance().liveness(end) != Liveness.LOST)
        .max(
            (a, b) ->
                Boolean.compare(
                    a.facts.host().equalsIgnoreCase(registered.host()),
                    b.facts.host().equalsIgnoreCase(registered.host())));
  }

  private static Sighting newer(Sighting one, Sighting other) {
    return one.lastHeard != null
            && (other.lastHeard == null || one.lastHeard.isAfter(other.lastHeard))
        ? one
        : other;
  }

  private Sighting onlyRegistered(Registration registered) {
    String service =
        seen.values().stream()
            .filter(each -> each.service.name().equalsIgnoreCase(registered.application()))
            .map(each -> each.key.service())
            .findFirst()
            .orElseGet(() -> registered.application().toLowerCase(Locale.ROOT));
    Sighting made = seen.computeIfAbsent(new InstanceKey(service, registered.id()), Sighting::new);
    made.facts = InstanceFacts.NONE.withHost(registered.host());
    return made;
  }
}
