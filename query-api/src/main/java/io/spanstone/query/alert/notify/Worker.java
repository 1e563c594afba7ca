package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.NoticeEntry;
import io.spanstone.query.alert.channel.Channel;
import io.spanstone.query.alert.channel.Outcome;
import io.spanstone.query.alert.notice.Notice;
import io.spanstone.query.alert.notice.NoticeAlert;
import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.query.alert.notifier.StoredNotifier;
import io.spanstone.query.alert.silence.Marks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what one notifier is owed, one notice after the other, so that a slow receiver keeps nobody
 * waiting but itself. A receiver that takes nothing is left alone for a while; one that refuses a
 * notice is told the others. Thread-safe.
 */
final class Worker {
  private static final Logger logger = LoggerFactory.getLogger(Worker.class);

  /** Afterwards the dispatcher is to say anew what is due, and what people did meanwhile. */
  private static final Duration ONE_TURN = Duration.ofSeconds(5);

  private final StoredNotifier stored;
  private final Channel channel;
  private final Sending sending;
  private final InstantSource clock;
  private final TokenBucket rate;
  private final AtomicBoolean running = new AtomicBoolean();

  /** Used by whoever has set {@link #running}. */
  private int failures;

  private volatile Instant pausedUntil = Instant.MIN;

  Worker(StoredNotifier stored, Sending sending) {
    this.stored = stored;
    this.channel = sending.channels().open(stored.notifier());
    this.sending = sending;
    this.clock = sending.clock();
    this.rate = new TokenBucket(stored.notifier().rateLimit(), clock.instant());
  }

  StoredNotifier stored() {
    return stored;
  }

  /** Sends what is due of these groups, on a thread of {@code threads}, unless it does already. */
  void wake(List<OwedGroup> groups, Marks marks, Executor threads) {
    if (clock.instant().isBefore(pausedUntil)
        || nextDue(groups, marks) == null
        || !running.compareAndSet(false, true)) {
      return;
    }
    try {
      threads.execute(() -> run(groups, marks));
    } catch (RejectedExecutionException stopping) {
      running.set(false);
    }
  }

  private void run(List<OwedGroup> groups, Marks marks) {
    try {
      OwedGroup next = nextDue(groups, marks);
      Instant end = clock.instant().plus(ONE_TURN);
      while (next != null
          && sending.mayDispatch().getAsBoolean()
          && clock.instant().isBefore(end)) {
        if (!rate.take(clock.instant())) {
          sending.metrics().rateLimited(stored.notifier());
          return;
        }
        send(next, marks);
        next = clock.instant().isBefore(pausedUntil) ? null : nextDue(groups, marks);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException fault) {
      pause(null);
      logger.error("Notices to {} ({}) met a fault", name(), stored.notifier().type().id(), fault);
    } finally {
      running.set(false);
    }
  }

  private @Nullable OwedGroup nextDue(List<OwedGroup> groups, Marks marks) {
    Instant now = clock.instant();
    record Due(OwedGroup group, Instant at) {}
    return groups.stream()
        .map(group -> new Due(group, dueAt(group, marks)))
        .filter(due -> !due.at().isAfter(now))
        .min(Comparator.comparing(Due::at))
        .map(Due::group)
        .orElse(null);
  }

  /** {@link Instant#MAX} if nothing is to be told. */
  private Instant dueAt(OwedGroup group, Marks marks) {
    synchronized (group) {
      Instant due = group.alerts().dueAt(stored.notifier().grouping(), marks);
      if (due == null || group.inFlight) {
        return Instant.MAX;
      }
      return group.notBefore != null && group.notBefore.isAfter(due) ? group.notBefore : due;
    }
  }

  private void send(OwedGroup group, Marks marks) throws InterruptedException {
    Notifier notifier = stored.notifier();
    Instant at = clock.instant();
    NoticeGroup.Ticket ticket;
    long number;
    synchronized (group) {
      ticket = group.alerts().take(marks);
      if (ticket == null) {
        return;
      }
      group.inFlight = true;
      number = group.alerts().notices();
    }
    try {
      Notice notice =
          new Notice(
              GroupId.ofNotice(group.id(), number, ticket),
              notifier.name(),
              notifier.id() + "/" + group.id(),
              group.labels(),
              sending.examples().added(ticket.alerts(), at),
              ticket.opens(),
              at,
              sending.baseUrl());
      Outcome outcome = channel.send(notice);
      Instant now = clock.instant();
      sending.metrics().sent(notifier, outcome, Duration.between(at, now));
      takeDown(group, ticket, outcome, now);
      record(notice, outcome, now);
    } finally {
      synchronized (group) {
        group.inFlight = false;
      }
    }
  }

  private void takeDown(OwedGroup group, NoticeGroup.Ticket ticket, Outcome outcome, Instant now) {
    switch (outcome.kind()) {
      case DELIVERED -> {
        failures = 0;
        synchronized (group) {
          group.refusals = 0;
          group.notBefore = null;
          group.failure = null;
          group.alerts().told(ticket, now);
          group.unsaved = true;
        }
        trySave(group, "A notice to {} was sent, but is not written down yet: {}");
      }
      case REFUSED -> {
        failures = 0;
        synchronized (group) {
          group.refusals++;
          group.notBefore = now.plus(wait(group.refusals, outcome.retryAfter()));
          group.failed(outcome, group.refusals, now, group.notBefore);
        }
        logger.warn(
            "The notifier {} ({}) was refused a notice of {}, and will try again: {}",
            name(),
            stored.notifier().type().id(),
            group.labels(),
            line(outcome));
        trySave(group, "That {} refused a notice is not written down yet: {}");
      }
      case UNAVAILABLE -> {
        pause(outcome.retryAfter());
        synchronized (group) {
          group.failed(outcome, failures, now, pausedUntil);
        }
        logger.warn(
            "The receiver of the notifier {} ({}) takes nothing until {}: {}",
            name(),
            stored.notifier().type().id(),
            pausedUntil,
            line(outcome));
        trySave(group, "That {} takes nothing is not written down yet: {}");
      }
    }
  }

  /** What is known here all the same; the dispatcher's next round saves it. */
  private void trySave(OwedGroup group, String warning) {
    try {
      sending.outbox().save(group);
    } catch (IOException e) {
      logger.warn(warning, name(), e.toString());
    }
  }

  /** For people: what a receiver took and what not. Sending does not depend on it. */
  private void record(Notice notice, Outcome outcome, Instant at) {
    Notifier notifier = stored.notifier();
    NoticeEntry entry =
        new NoticeEntry(
            notice.id(),
            notifier.id(),
            notifier.name(),
            notifier.type().id(),
            outcome.isDelivered(),
            outcome.status(),
            outcome.detail(),
            at,
            notice.alerts().stream().map(NoticeAlert::alert).toList());
    try {
      sending.history().record(entry);
    } catch (IOException e) {
      sending.metrics().unrecorded();
      logger.warn("The history does not have a notice to {}: {}", name(), e.toString());
    }
  }

  private void pause(@Nullable Duration asked) {
    failures++;
    pausedUntil = clock.instant().plus(wait(failures, asked));
  }

  private static Duration wait(int failures, @Nullable Duration asked) {
    return Backoff.after(failures, asked, ThreadLocalRandom.current());
  }

  private String name() {
    return stored.notifier().name();
  }

  private static String line(Outcome outcome) {
    return (outcome.status() == null ? "" : outcome.status() + " ")
        + outcome.detail().replaceAll("\\s+", " ");
  }
}
