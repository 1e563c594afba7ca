package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.notifier.StoredNotifier;
import io.spanstone.query.alert.silence.Marks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The notifiers as they are now, and a worker for each. To be used by one thread. */
final class Receivers {
  private final NotifierStore notifiers;
  private final Sending sending;
  private final Map<String, Worker> workers = new HashMap<>();

  Receivers(NotifierStore notifiers, Sending sending) {
    this.notifiers = notifiers;
    this.sending = sending;
  }

  /** Those that are told, as far as {@link #refresh} has seen them. */
  Collection<Notifier> all() {
    return workers.values().stream().map(each -> each.stored().notifier()).toList();
  }

  /** Null if there is none of this id. */
  @Nullable Notifier find(String id) {
    Worker worker = workers.get(id);
    return worker == null ? null : worker.stored().notifier();
  }

  /** Looks which there are. What those that are gone were owed is forgotten. */
  void refresh() throws IOException {
    Map<String, StoredNotifier> stored = new LinkedHashMap<>();
    for (StoredNotifier each : notifiers.list()) {
      stored.put(each.notifier().id(), each);
    }
    workers.keySet().removeIf(id -> isGone(id, stored));
    for (StoredNotifier each : stored.values()) {
      Worker known = workers.get(each.notifier().id());
      if (known == null || !known.stored().version().equals(each.version())) {
        workers.put(each.notifier().id(), new Worker(each, sending));
        tryAgain(each.notifier());
      }
    }
    for (OwedGroup group : List.copyOf(sending.outbox().groups())) {
      if (!stored.containsKey(group.notifierId())) {
        sending.outbox().delete(group);
      }
    }
  }

  /** Lets those send who are owed something, and counts what all are owed. */
  void wake(Marks given, Executor threads, Instant now) {
    Map<String, List<OwedGroup>> byNotifier = new HashMap<>();
    for (OwedGroup group : sending.outbox().groups()) {
      byNotifier.computeIfAbsent(group.notifierId(), id -> new ArrayList<>()).add(group);
    }
    workers.forEach(
        (id, worker) -> {
          List<OwedGroup> groups = byNotifier.getOrDefault(id, List.of());
          count(worker.stored().notifier(), groups, given, now);
          worker.wake(groups, given, threads);
        });
  }

  void forget() {
    workers.clear();
  }

  private boolean isGone(String id, Map<String, StoredNotifier> stored) {
    if (stored.containsKey(id)) {
      return false;
    }
    sending.metrics().forget(id);
    return true;
  }

  /** What the notifier refused as it was, it may take as it is. */
  private void tryAgain(Notifier changed) {
    for (OwedGroup group : sending.outbox().groups()) {
      if (group.notifierId().equals(changed.id())) {
        synchronized (group) {
          group.refusals = 0;
          group.notBefore = null;
        }
      }
    }
  }

  private void count(Notifier notifier, List<OwedGroup> groups, Marks given, Instant now) {
    long changes = 0;
    Instant oldest = now;
    for (OwedGroup group : groups) {
      synchronized (group) {
        NoticeGroup.Owed owed = group.alerts().owed(given);
        Instant since = owed.since();
        changes += owed.changes();
        oldest = since != null && since.isBefore(oldest) ? since : oldest;
      }
    }
    sending.metrics().owed(notifier, changes, Duration.between(oldest, now));
  }
}
