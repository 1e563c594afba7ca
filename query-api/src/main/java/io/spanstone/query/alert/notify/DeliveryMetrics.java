package io.spanstone.query.alert.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.spanstone.query.alert.channel.Outcome;
import io.spanstone.query.alert.notifier.Notifier;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What becomes of notices, in figures. Thread-safe. */
final class DeliveryMetrics {
  private static final String PREFIX = "spanstone.alerts.";

  private final MeterRegistry registry;
  private final Map<String, OfNotifier> notifiers = new ConcurrentHashMap<>();
  private final Counter leftOut;
  private final Counter givenUp;
  private final Counter faults;
  private final Counter unrecorded;
  private final Counter unknownNotifiers;
  private final AtomicLong dispatching = new AtomicLong();

  /** What one notifier is owed now. */
  private static final class OfNotifier {
    final AtomicLong owed = new AtomicLong();
    final AtomicLong oldestMillis = new AtomicLong();
    final List<Meter> meters;

    OfNotifier(MeterRegistry registry, Tags tags) {
      meters =
          List.of(
              Gauge.builder(PREFIX + "owed", owed, AtomicLong::get)
                  .description("Changes of alerts that a notifier was not told yet")
                  .tags(tags)
                  .register(registry),
              Gauge.builder(PREFIX + "oldest.owed.age", oldestMillis, millis -> millis.get() / 1e3)
                  .description("How long the oldest of them has been waiting")
                  .baseUnit("seconds")
                  .tags(tags)
                  .register(registry));
    }
  }

  DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.leftOut =
        Counter.builder(PREFIX + "left.out")
            .description("Changes of alerts that found their group of notices full")
            .register(registry);
    this.givenUp =
        Counter.builder(PREFIX + "given.up")
            .description("Changes of alerts that a receiver did not take for a day")
            .register(registry);
    this.faults =
        Counter.builder(PREFIX + "dispatch.faults")
            .description("Rounds of the dispatcher that failed, such as for storage")
            .register(registry);
    this.unrecorded =
        Counter.builder(PREFIX + "notices.unrecorded")
            .description("Notices that the history of alerts does not have, since storage failed")
            .register(registry);
    this.unknownNotifiers =
        Counter.builder(PREFIX + "unknown.notifiers")
            .description("Notifiers that an alert was to be told to, and that do not exist")
            .register(registry);
    Gauge.builder(PREFIX + "dispatching", dispatching, AtomicLong::get)
        .description("1 in the one process that sends notices")
        .register(registry);
  }

  void sent(Notifier notifier, Outcome outcome, Duration took) {
    Timer.builder(PREFIX + "notices")
        .description("Notices that were sent, and how long the receiver took")
        .tags(tags(notifier).and("outcome", outcome.kind().name().toLowerCase(Locale.ROOT)))
        .register(registry)
        .record(took);
  }

  void rateLimited(Notifier notifier) {
    Counter.builder(PREFIX + "rate.limited")
        .description("Times that a due notice waited for the rate limit")
        .tags(tags(notifier))
        .register(registry)
        .increment();
  }

  void owed(Notifier notifier, long changes, Duration oldest) {
    OfNotifier figures =
        notifiers.computeIfAbsent(notifier.id(), id -> new OfNotifier(registry, tags(notifier)));
    figures.owed.set(changes);
    figures.oldestMillis.set(oldest.toMillis());
  }

  /** Takes the figures of what it is owed away: the notifier is gone, or others dispatch. */
  void forget(String notifierId) {
    OfNotifier gone = notifiers.remove(notifierId);
    if (gone != null) {
      gone.meters.forEach(registry::remove);
    }
  }

  void forgetAll() {
    List.copyOf(notifiers.keySet()).forEach(this::forget);
  }

  void leftOut() {
    leftOut.increment();
  }

  void givenUp(int changes) {
    givenUp.increment(changes);
  }

  void fault() {
    faults.increment();
  }

  void unrecorded() {
    unrecorded.increment();
  }

  void unknownNotifiers(long count) {
    unknownNotifiers.increment((double) count);
  }

  void dispatching(boolean here) {
    dispatching.set(here ? 1 : 0);
  }

  private static Tags tags(Notifier notifier) {
    return Tags.of("notifier", notifier.id(), "type", notifier.type().id());
  }
}
