package io.spanstone.query.alert.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.query.alert.AlertHistory;
import io.spanstone.query.alert.AlertJson;
import io.spanstone.query.alert.HistoryEntry;
import io.spanstone.query.alert.NoticeEntry;
import io.spanstone.query.alert.Transition;
import io.spanstone.query.alert.TransitionPage;
import io.spanstone.storage.document.Event;
import io.spanstone.storage.document.EventLog;
import io.spanstone.storage.document.EventQuery;
import io.spanstone.storage.document.EventQuery.Order;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history of alerts. Thread-safe. */
public final class HistoryLog implements AlertHistory {
  private static final ObjectMapper TREES = new ObjectMapper();
  private static final Duration FIRST_LOOK = Duration.ofHours(1);
  private static final Duration LOOKED_THROUGH = Duration.ofDays(90);
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private final EventLog events;
  private final InstantSource clock;

  public HistoryLog(EventLog events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  /** Writes a transition down, unless it is already. */
  public void write(Transition transition) throws IOException {
    events.append(HistoryEvents.of(transition, now()));
  }

  @Override
  public void record(HistoryEntry entry) throws IOException {
    events.append(HistoryEvents.of(entry, now()));
  }

  @Override
  public void record(NoticeEntry entry) throws IOException {
    events.append(NoticeEvents.of(entry, now()));
  }

  /**
   * The last notice of a notifier that became this.
   *
   * @param kind "notified" or "undelivered"
   * @return an object of JSON; null if there is none in the time that is looked through
   */
  public @Nullable String lastNotice(String notifierId, String kind) throws IOException {
    Instant now = now();
    List<Event> found =
        events.find(
            new EventQuery(
                Order.NEWEST_FIRST,
                now.minus(LOOKED_THROUGH),
                now.plus(OVERLAP),
                List.of(
                    List.of(HistoryEvents.term("kind", kind)),
                    List.of(HistoryEvents.term("notifier", notifierId))),
                null,
                1));
    return found.isEmpty() ? null : found.get(0).json();
  }

  /**
   * A page of what happened.
   *
   * @throws InvalidHistoryCursorException if the cursor is none
   */
  public HistoryPage find(HistoryQuery query) throws IOException {
    String cursor = query.cursor();
    List<Event> found =
        events.find(
            new EventQuery(
                Order.NEWEST_FIRST,
                query.start(),
                query.end(),
                query.terms(),
                cursor == null ? null : HistoryCursor.read(cursor).after(),
                query.limit()));
    String next = null;
    if (found.size() == query.limit()) {
      Event last = found.get(found.size() - 1);
      next = new HistoryCursor(query.start(), Order.NEWEST_FIRST.place(last)).text();
    }
    return new HistoryPage(found.stream().map(Event::json).toList(), next);
  }

  /** As {@link io.spanstone.query.alert.AlertBook#transitionsSince} says. */
  public TransitionPage transitionsSince(@Nullable String cursor, int limit) throws IOException {
    Instant now = now();
    HistoryCursor from =
        cursor == null
            ? new HistoryCursor(now.minus(FIRST_LOOK), null)
            : HistoryCursor.read(cursor);
    List<Event> found =
        events.find(
            new EventQuery(
                Order.AS_STORED,
                from.start(),
                now.plus(OVERLAP),
                List.of(List.of(HistoryEvents.TRANSITION)),
                from.after(),
                limit));
    List<Transition> transitions = new ArrayList<>();
    for (Event event : found) {
      transitions.add(AlertJson.readTransition(TREES.readTree(event.json())));
    }
    return new TransitionPage(transitions, next(from, found, limit, now).text());
  }

  private static HistoryCursor next(HistoryCursor from, List<Event> found, int limit, Instant now) {
    if (found.size() == limit) {
      Event last = found.get(found.size() - 1);
      return new HistoryCursor(from.start(), Order.AS_STORED.place(last));
    }
    Instant overlapped = now.minus(OVERLAP);
    return new HistoryCursor(overlapped.isAfter(from.start()) ? overlapped : from.start(), null);
  }

  /** To the millisecond, as it is stored. */
  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
