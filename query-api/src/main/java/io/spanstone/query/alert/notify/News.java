package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertBook;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.Transition;
import io.spanstone.query.alert.TransitionPage;
import io.spanstone.query.alert.notifier.Notifier;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learns what happened to alerts, and owes it to those who want to know. To be used by one thread.
 */
final class News {
  private static final int PAGE = 1_000;
  private static final int MOST_SEEN = 20_000;

  /** An alert that is not there any more and whose end nobody wrote down, is over after this. */
  private static final Duration MISSED = Duration.ofMinutes(2);

  private final AlertBook book;
  private final Outbox outbox;
  private final Receivers receivers;
  private final DeliveryMetrics metrics;
  private final Map<String, Instant> missing = new HashMap<>();

  /** Ids of transitions that are in the groups already. */
  private final Set<String> seen = new LinkedHashSet<>();

  News(AlertBook book, Outbox outbox, Receivers receivers, DeliveryMetrics metrics) {
    this.book = book;
    this.outbox = outbox;
    this.receivers = receivers;
    this.metrics = metrics;
  }

  /** Learns the transitions since the last ones, and writes down how far it is. */
  void learnTransitions(Instant now) throws IOException {
    boolean more = true;
    while (more) {
      TransitionPage page = book.transitionsSince(outbox.cursor(), PAGE);
      for (Transition each : page.transitions()) {
        if (!seen.contains(each.id())) {
          learn(each.alert(), now);
          countUnknown(each.alert());
        }
      }
      outbox.saveAll();
      page.transitions().forEach(each -> seen.add(each.id()));
      boolean moved = !page.cursor().equals(outbox.cursor());
      outbox.save(page.cursor());
      more = moved && page.transitions().size() >= PAGE;
    }
    while (seen.size() > MOST_SEEN) {
      seen.remove(seen.iterator().next());
    }
  }

  /** Learns what a transition should have said, and did not; and the values of what fires. */
  void learnActive(List<Alert> active, Instant now) {
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

  void forget() {
    missing.clear();
    seen.clear();
  }

  private void endIfMissed(OwedGroup group, Alert alert, Instant now) {
    Instant since = missing.computeIfAbsent(alert.id(), id -> now);
    if (!now.isBefore(since.plus(MISSED))) {
      learn(group, alert.ended(now), now);
    }
  }

  /** Its rule may name notifiers that somebody deleted. */
  private void countUnknown(Alert alert) {
    if (alert.state() == AlertState.FIRING) {
      metrics.unknownNotifiers(
          alert.notifiers().stream().filter(id -> receivers.find(id) == null).count());
    }
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
    for (Notifier notifier : receivers.all()) {
      if (!told.contains(notifier.id()) && notifier.wants(alert)) {
        OwedGroup group = outbox.groupFor(notifier, alert.labels());
        outbox.index(group, alert.id());
        learn(group, alert, now);
      }
    }
  }

  private void learn(OwedGroup group, Alert alert, Instant now) {
    Notifier notifier = receivers.find(group.notifierId());
    boolean tellEnds = notifier == null || notifier.sendResolved();
    synchronized (group) {
      switch (group.alerts().learn(alert, tellEnds, now)) {
        case NEW -> group.unsaved = true;
        case LEFT_OUT -> metrics.leftOut();
        case KNOWN -> group.alerts().refresh(alert); // values alone are not worth a write
      }
    }
  }
}
