package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertBook;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.Transition;
import io.spanstone.query.alert.TransitionPage;
import io.spanstone.query.alert.channel.Channels;
import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.notifier.StoredNotifier;
import io.spanstone.query.alert.silence.Marks;
import io.spanstone.query.alert.silence.People;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what happened to alerts, owes it to the notifiers that want it, writes that down, and
 * wakes their workers. To be called by one thread; nothing of what it knows is used while another
 * process dispatches.
 */
final class Dispatcher {
  private static final Logger logger = LoggerFactory.getLogger(Dispatcher.class);
  private static final int PAGE = 1_000;
  private static final Duration REFRESHED = Duration.ofSeconds(5);

  /** An alert that is not there any more and whose end nobody wrote down, is over after this. */
  private static final Duration MISSED = Duration.ofMinutes(2);

  /** So often what people did is looked through for what is over. */
  private static final Duration TIDIED = Duration.ofMinutes(1);

  private static final int MOST_SEEN = 20_000;

  private final AlertBook book;
  private final NotifierStore notifiers;
  private final People people;
  private final Outbox outbox;
  private final Channels channels;
  private final DeliveryMetrics metrics;
  private final InstantSource clock;
  private final ExampleTraces examples;
  private final String baseUrl;
  private final BooleanSupplier mayDispatch;
  private final Map<String, Worker> workers = new HashMap<>();
  private final Map<String, Instant> missing = new HashMap<>();

  /** Ids of transitions that are in the groups already. */
  private final Set<String> seen = new LinkedHashSet<>();

  private boolean loaded;
  private @Nullable Instant refreshedAt;
  private @Nullable Instant tidiedAt;

  Dispatcher(
      AlertBook book,
      NotifierStore notifiers,
      People people,
      Outbox outbox,
      Channels channels,
      DeliveryMetrics metrics,
      InstantSource clock,
      ExampleTraces examples,
      String baseUrl,
      BooleanSupplier mayDispatch) {
    this.book = book;
    this.notifiers = notifiers;
    this.people = people;
    this.outbox = outbox;
    this.channels = channels;
    this.metrics = metrics;
    this.clock = clock;
    this.examples = examples;
    this.baseUrl = baseUrl;
    this.mayDispatch = mayDispatch;
  }

  /**
   * This process dispatches again, and others may have meanwhile: writes down what it told, if
   * nobody did, and begins anew.
   */
  void resume() throws IOException {
    if (loaded) {
      try {
        saveAll();
      } catch (FencedOffException others) {
        logger.info("Notices were sent by another process meanwhile: {}", others.getMessage());
      }
      forget();
    }
  }

  /** Forgets everything: what holds is in storage. */
  void forget() {
    if (loaded) {
      metrics.forgetAll();
    }
    loaded = false;
    workers.clear();
    missing.clear();
    seen.clear();
    refreshedAt = null;
  }

  /** Notifiers or what people did changed: the next round looks at them. */
  void refresh() {
    refreshedAt = null;
  }

  /**
   * One round.
   *
   * @throws FencedOffException if another process dispatches
   * @throws IOException if storage fails; the next round goes on where this one stopped
   */
  void round(Executor threads) throws IOException {
    Instant now = clock.instant();
    if (!loaded) {
      outbox.load();
      loaded = true;
    }
    boolean refreshing = refreshedAt == null || !now.isBefore(refreshedAt.plus(REFRESHED));
    if (refreshing) {
      refreshNotifiers();
    }
    learnTransitions(now);
    if (refreshing) {
      learnActive(now);
      refreshedAt = now;
    }
    Marks given = people.marks();
    tidy(given, now);
    saveAll();
    wakeWorkers(given, threads, now);
  }

  private void refreshNotifiers() throws IOException {
    Map<String, StoredNotifier> stored = new LinkedHashMap<>();
    for (StoredNotifier each : notifiers.list()) {
      stored.put(each.notifier().id(), each);
    }
    workers.keySet().removeIf(id -> isGone(id, stored));
    for (StoredNotifier each : stored.values()) {
      Worker known = workers.get(each.notifier().id());
      if (known == null || !known.stored().version().equals(each.version())) {
        workers.put(each.notifier().id(), worker(each));
        tryAgain(each.notifier());
      }
    }
    for (OwedGroup group : List.copyOf(outbox.groups())) {
      if (!stored.containsKey(group.notifierId())) {
        outbox.delete(group);
      }
    }
  }

  private boolean isGone(String id, Map<String, StoredNotifier> stored) {
    if (stored.containsKey(id)) {
      return false;
    }
    metrics.forget(id);
    return true;
  }

  /** What the notifier refused as it was, it may take as it is. */
  private void tryAgain(Notifier changed) {
    for (OwedGroup group : outbox.groups()) {
      if (group.notifierId().equals(changed.id())) {
        synchronized (group) {
          group.refusals = 0;
          group.notBefore = null;
        }
      }
    }
  }

  private Worker worker(StoredNotifier stored) {
    return new Worker(
        stored,
        channels.open(stored.notifier()),
        outbox,
        metrics,
        clock,
        examples,
        baseUrl,
        mayDispatch);
  }

  private void learnTransitions(Instant now) throws IOException {
    boolean more = true;
    while (more) {
      TransitionPage page = book.transitionsSince(outbox.cursor(), PAGE);
      for (Transition each : page.transitions()) {
        if (!seen.contains(each.id())) {
          learn(each.alert(), now);
        }
      }
      saveAll();
      page.transitions().forEach(each -> seen.add(each.id()));
      boolean moved = !page.cursor().equals(outbox.cursor());
      outbox.save(page.cursor());
      more = moved && page.transitions().size() >= PAGE;
    }
    while (seen.size() > MOST_SEEN) {
      seen.remove(seen.iterator().next());
    }
  }

  /** What a transition should have said, and did not; and the values of what fires. */
  private void learnActive(Instant now) throws IOException {
    List<Alert> active = book.active();
    if (tidiedAt == null || tidiedAt.plus(TIDIED).isBefore(now)) {
      people.tidy(active);
      tidiedAt = now;
    }
    Map<String, Alert> firing = new HashMap<>();
    for (Alert each : active) {
      if (each.state() == AlertState.FIRING) {
        firing.put(each.id(), each);
        learn(each, now);
      }
    }
    Set<String> gone = new LinkedHashSet<>();
    for (OwedGroup group : outbox.groups()) {
      synchronized (group) {
        for (Entry each : group.alerts().entries()) {
          if (each.isFiring() && !firing.containsKey(each.alert().id())) {
            gone.add(each.alert().id());
            endIfMissed(group, each.alert(), now);
          }
        }
      }
    }
    missing.keySet().retainAll(gone);
    outbox.reindex();
  }

  private void endIfMissed(OwedGroup group, Alert alert, Instant now) {
    Instant since = missing.computeIfAbsent(alert.id(), id -> now);
    if (!now.isBefore(since.plus(MISSED))) {
      learn(group, ended(alert, now), now);
    }
  }

  private static Alert ended(Alert alert, Instant at) {
    return new Alert(
        alert.id(),
        alert.ruleId(),
        alert.group(),
        alert.name(),
        AlertState.RESOLVED,
        alert.severity(),
        alert.labels(),
        alert.annotations(),
        alert.notifiers(),
        alert.activeAt(),
        alert.firedAt(),
        at,
        alert.value(),
        alert.links());
  }

  private void learn(Alert alert, Instant now) {
    if (alert.state() != AlertState.FIRING && alert.state() != AlertState.RESOLVED) {
      return;
    }
    Set<String> told = new LinkedHashSet<>();
    for (OwedGroup group : outbox.having(alert.id())) {
      told.add(group.notifierId());
      learn(group, alert, now);
    }
    for (Worker worker : workers.values()) {
      Notifier notifier = worker.stored().notifier();
      if (!told.contains(notifier.id()) && notifier.wants(alert)) {
        OwedGroup group = outbox.groupFor(notifier, alert.labels());
        outbox.index(group, alert.id());
        learn(group, alert, now);
      }
    }
  }

  private void learn(OwedGroup group, Alert alert, Instant now) {
    Worker worker = workers.get(group.notifierId());
    boolean tellEnds = worker == null || worker.stored().notifier().sendResolved();
    synchronized (group) {
      switch (group.alerts().learn(alert, tellEnds, now)) {
        case NEW -> group.unsaved = true;
        case LEFT_OUT -> metrics.leftOut();
        case KNOWN -> group.alerts().refresh(alert); // values alone are not worth a write
      }
    }
  }

  private void tidy(Marks given, Instant now) throws IOException {
    for (OwedGroup group : List.copyOf(outbox.groups())) {
      boolean over;
      synchronized (group) {
        if (group.inFlight) {
          continue;
        }
        List<Entry> before = group.alerts().entries();
        metrics.givenUp(group.alerts().prune(given, now));
        group.unsaved |= !before.equals(group.alerts().entries());
        over = group.alerts().isEmpty() && !isRecent(group, now);
      }
      if (over) {
        outbox.delete(group);
      }
    }
  }

  /** Whether the next notice would have to keep its distance from the last one. */
  private boolean isRecent(OwedGroup group, Instant now) {
    Worker worker = workers.get(group.notifierId());
    Instant last = group.alerts().lastToldAt();
    return worker != null
        && last != null
        && last.plus(worker.stored().notifier().grouping().interval()).isAfter(now);
  }

  private void saveAll() throws IOException {
    for (OwedGroup group : outbox.groups()) {
      outbox.save(group);
    }
  }

  private void wakeWorkers(Marks given, Executor threads, Instant now) {
    Map<String, List<OwedGroup>> byNotifier = new HashMap<>();
    for (OwedGroup group : outbox.groups()) {
      byNotifier.computeIfAbsent(group.notifierId(), id -> new ArrayList<>()).add(group);
    }
    workers.forEach(
        (id, worker) -> {
          List<OwedGroup> groups = byNotifier.getOrDefault(id, List.of());
          count(worker.stored().notifier(), groups, given, now);
          worker.wake(groups, given, threads);
        });
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
    metrics.owed(notifier, changes, Duration.between(oldest, now));
  }
}
