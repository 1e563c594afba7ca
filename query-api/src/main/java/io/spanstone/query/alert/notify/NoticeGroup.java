package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.notice.NoticeAlert;
import io.spanstone.query.alert.notifier.Grouping;
import io.spanstone.query.alert.silence.Marks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one notifier was told of one group of alerts, and what it is owed. Knows no clock, no
 * storage and no receiver. Learning the same twice changes nothing, so what happened may be learned
 * again after a crash. Not thread-safe.
 *
 * <ul>
 *   <li>A firing or a resolution is owed until a notice that has it is {@link #told}. Several of
 *       one alert are told by its last state and the number of firings.
 *   <li>What is silenced is held back: owed again when the silence ends while it still fires,
 *       dropped if it ends within the silence. The end of what the receiver knows to fire is told
 *       even then, so that nothing stays open for ever.
 *   <li>While something fires that is neither silenced nor acknowledged, the notice is repeated.
 * </ul>
 */
final class NoticeGroup {
  static final int MOST_ENTRIES = 10_000;

  /** As long what is over is remembered, since it may be learned again. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /** As long the end of an alert is owed to a receiver that takes nothing. */
  private static final Duration OWED_AT_MOST = Duration.ofDays(1);

  /**
   * What a notice that is being sent tells: the entries as they are then, by the id of the alert.
   */
  record Ticket(Map<String, Entry> entries, List<NoticeAlert> alerts, boolean opens) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private @Nullable Instant lastToldAt;
  private long notices;

  NoticeGroup() {}

  NoticeGroup(List<Entry> entries, @Nullable Instant lastToldAt, long notices) {
    entries.forEach(each -> this.entries.put(each.alert().id(), each));
    this.lastToldAt = lastToldAt;
    this.notices = notices;
  }

  /** All that is known, in the order of learning. */
  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  @Nullable Entry entry(String alertId) {
    return entries.get(alertId);
  }

  /** When the last notice was told; null if none was. */
  @Nullable Instant lastToldAt() {
    return lastToldAt;
  }

  /** How many notices were told. */
  long notices() {
    return notices;
  }

  /** What came of learning. */
  enum Learned {
    KNOWN,
    NEW,
    /** The group is full. */
    LEFT_OUT
  }

  /**
   * Learns that an alert fires or is resolved.
   *
   * @param tellEnds whether the receiver wants to be told of resolutions
   */
  Learned learn(Alert alert, boolean tellEnds, Instant now) {
    Entry known = entries.get(alert.id());
    if (known == null && entries.size() >= MOST_ENTRIES) {
      return Learned.LEFT_OUT;
    }
    if (known != null && !known.isBefore(alert)) {
      return Learned.KNOWN;
    }
    boolean newLife = known == null || known.alert().activeAt().isBefore(alert.activeAt());
    int begun = (known == null ? 0 : known.begun()) + (newLife ? 1 : 0);
    int settled = known == null ? 0 : known.settled();
    Instant toldAt = known == null ? null : known.toldAt();
    if (alert.state() == AlertState.RESOLVED && !tellEnds) {
      entries.put(alert.id(), new Entry(alert, null, begun, begun, false, toldAt));
      return Learned.NEW;
    }
    Instant owedSince = known == null || known.owedSince() == null ? now : known.owedSince();
    boolean toldFiring = known != null && known.toldFiring();
    entries.put(alert.id(), new Entry(alert, owedSince, begun, settled, toldFiring, toldAt));
    return Learned.NEW;
  }

  /** Takes the newer values of an alert that still fires. */
  void refresh(Alert alert) {
    Entry known = entries.get(alert.id());
    if (known != null
        && known.isFiring()
        && known.alert().activeAt().equals(alert.activeAt())
        && !known.alert().equals(alert)) {
      entries.put(alert.id(), known.with(alert));
    }
  }

  /** When the next notice is to be told; null if nothing is to be told as things are. */
  @Nullable Instant dueAt(Grouping grouping, Marks marks) {
    Instant owedSince = owed(marks).since();
    Instant due = owedSince == null ? null : owedSince.plus(grouping.delay());
    Instant last = lastToldAt;
    if (last == null) {
      return due;
    }
    if (due != null) {
      return later(due, last.plus(grouping.interval()));
    }
    boolean repeats =
        entries.values().stream().anyMatch(each -> !each.isOwed() && isRepeated(each, marks));
    return repeats ? last.plus(grouping.repeatInterval()) : null;
  }

  /** What is owed and not held back, and since when at the longest. */
  record Owed(int changes, @Nullable Instant since) {}

  Owed owed(Marks marks) {
    int changes = 0;
    Instant oldest = null;
    for (Entry each : entries.values()) {
      Instant since = each.owedSince();
      if (since != null && !isHeldBack(each, marks)) {
        changes++;
        oldest = oldest == null || since.isBefore(oldest) ? since : oldest;
      }
    }
    return new Owed(changes, oldest);
  }

  /**
   * What a notice tells now: all that is owed, and all else that fires. Null if that is nothing.
   */
  @Nullable Ticket take(Marks marks) {
    Map<String, Entry> told = new LinkedHashMap<>();
    for (Entry each : entries.values()) {
      if (each.isOwed() ? !isHeldBack(each, marks) : isShown(each, marks)) {
        told.put(each.alert().id(), each);
      }
    }
    if (told.isEmpty()) {
      return null;
    }
    List<NoticeAlert> alerts = new ArrayList<>();
    told.values().stream()
        .sorted(
            Comparator.comparing((Entry each) -> !each.isOwed()).thenComparing(e -> !e.isFiring()))
        .forEach(
            each ->
                alerts.add(
                    new NoticeAlert(
                        each.alert(), each.firings(), marks.acknowledgementOf(each.alert()))));
    boolean opens = entries.values().stream().noneMatch(Entry::toldFiring);
    return new Ticket(told, alerts, opens);
  }

  /** Takes down that a notice arrived. What was learned since it was taken stays owed. */
  void told(Ticket ticket, Instant at) {
    ticket
        .entries()
        .forEach(
            (id, told) -> {
              Entry now = entries.get(id);
              if (now != null) {
                entries.put(id, afterTelling(now, told, at));
              }
            });
    lastToldAt = at;
    notices++;
  }

  /**
   * Forgets what need not be known any more. Not to be called while a notice is being sent.
   *
   * @return how many alerts the receiver will never be told of, since they were owed for too long
   */
  int prune(Marks marks, Instant now) {
    int given = 0;
    for (Entry each : entries()) {
      String id = each.alert().id();
      Instant since = each.owedSince();
      if (each.isFiring()) {
        continue;
      }
      if (since == null) {
        Instant over = each.alert().resolvedAt();
        if (over == null || over.plus(REMEMBERED).isBefore(now)) {
          entries.remove(id);
        }
      } else if (!each.toldFiring() && marks.isSilenced(each.alert())) {
        entries.put(id, each.dropped());
      } else if (since.plus(OWED_AT_MOST).isBefore(now)) {
        entries.put(id, each.dropped());
        given++;
      }
    }
    return given;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** What came while the notice was being sent is owed since it arrived. */
  private static Entry afterTelling(Entry now, Entry told, Instant at) {
    int settled = Math.max(now.settled(), told.begun());
    if (now.isSameState(told)) {
      return new Entry(now.alert(), null, now.begun(), settled, told.isFiring(), at);
    }
    boolean open = told.isFiring() && (now.isFiring() || now.isOwed());
    return new Entry(now.alert(), now.isOwed() ? at : null, now.begun(), settled, open, at);
  }

  /** Whether a silence keeps what is owed from being told. */
  static boolean isHeldBack(Entry owed, Marks marks) {
    boolean ends = !owed.isFiring() && owed.toldFiring();
    return !ends && marks.isSilenced(owed.alert());
  }

  private static boolean isShown(Entry known, Marks marks) {
    return known.isFiring() && !marks.isSilenced(known.alert());
  }

  private static boolean isRepeated(Entry known, Marks marks) {
    return isShown(known, marks) && marks.acknowledgementOf(known.alert()) == null;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
