package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertBook;
import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.silence.Marks;
import io.spanstone.query.alert.silence.People;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what happened to alerts learned, writes down what is owed, and wakes who sends it. To be
 * called by one thread; nothing of what it knows is used while another process dispatches.
 */
final class Dispatcher {
  private static final Logger logger = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration REFRESHED = Duration.ofSeconds(5);

  /** So often what people did is looked through for what is over. */
  private static final Duration TIDIED = Duration.ofMinutes(1);

  private final AlertBook book;
  private final People people;
  private final Sending sending;
  private final Outbox outbox;
  private final Receivers receivers;
  private final News news;
  private boolean loaded;
  private @Nullable Instant refreshedAt;
  private @Nullable Instant tidiedAt;

  Dispatcher(AlertBook book, NotifierStore notifiers, People people, Sending sending) {
    this.book = book;
    this.people = people;
    this.sending = sending;
    this.outbox = sending.outbox();
    this.receivers = new Receivers(notifiers, sending);
    this.news = new News(book, outbox, receivers, sending.metrics());
  }

  /**
   * This process dispatches again, and others may have meanwhile: writes down what it told, if
   * nobody did, and begins anew.
   */
  void resume() throws IOException {
    if (loaded) {
      try {
        outbox.saveAll();
      } catch (FencedOffException others) {
        logger.info("Notices were sent by another process meanwhile: {}", others.getMessage());
      }
      forget();
    }
  }

  /** Forgets everything: what holds is in storage. */
  void forget() {
    if (loaded) {
      sending.metrics().forgetAll();
    }
    loaded = false;
    receivers.forget();
    news.forget();
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
    Instant now = sending.clock().instant();
    if (!loaded) {
      outbox.load();
      loaded = true;
    }
    boolean refreshing = refreshedAt == null || !now.isBefore(refreshedAt.plus(REFRESHED));
    if (refreshing) {
      receivers.refresh();
    }
    news.learnTransitions(now);
    if (refreshing) {
      List<Alert> active = book.active();
      tidyPeople(active, now);
      news.learnActive(active, now);
      refreshedAt = now;
    }
    Marks given = people.marks();
    tidyGroups(given, now);
    outbox.saveAll();
    receivers.wake(given, threads, now);
  }

  private void tidyPeople(List<Alert> active, Instant now) throws IOException {
    if (tidiedAt == null || tidiedAt.plus(TIDIED).isBefore(now)) {
      people.tidy(active);
      tidiedAt = now;
    }
  }

  private void tidyGroups(Marks given, Instant now) throws IOException {
    for (OwedGroup group : List.copyOf(outbox.groups())) {
      boolean over;
      synchronized (group) {
        if (group.inFlight) {
          continue;
        }
        List<Entry> before = group.alerts().entries();
        sending.metrics().givenUp(group.alerts().prune(given, now));
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
    Notifier notifier = receivers.find(group.notifierId());
    Instant last = group.alerts().lastToldAt();
    return notifier != null
        && last != null
        && last.plus(notifier.grouping().interval()).isAfter(now);
  }
}
