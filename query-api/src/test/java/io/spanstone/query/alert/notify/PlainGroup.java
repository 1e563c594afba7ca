package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.notifier.Grouping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a group owes, by the whole history of every alert: slow and plain, to compare {@link
 * NoticeGroup} with.
 */
final class PlainGroup {

  /** An alert began to fire, or ended. */
  private record Event(boolean fires, Instant learnedAt) {}

  private static final class History {
    final List<Event> events = new ArrayList<>();

    /** So many events need not be told any more. */
    int settled;

    /** Whether the last thing that was told is that it fires. */
    boolean open;

    /** When the first event after the settled ones began to be owed, if not when it was learned. */
    Instant owedNotBefore = Instant.MIN;

    History copy() {
      History copy = new History();
      copy.events.addAll(events);
      copy.settled = settled;
      copy.open = open;
      copy.owedNotBefore = owedNotBefore;
      return copy;
    }

    boolean fires() {
      return events.get(events.size() - 1).fires();
    }

    boolean owed() {
      return settled < events.size();
    }

    Instant owedSince() {
      Instant learned = events.get(settled).learnedAt();
      return learned.isBefore(owedNotBefore) ? owedNotBefore : learned;
    }

    int firings() {
      return (int) events.stream().skip(settled).filter(Event::fires).count();
    }
  }

  private final Map<String, History> histories = new TreeMap<>();
  private final Set<String> silenced = new HashSet<>();
  private final Set<String> acknowledged = new HashSet<>();
  private final boolean tellEnds;
  private Instant lastToldAt;

  PlainGroup(boolean tellEnds) {
    this.tellEnds = tellEnds;
  }

  /** What is in storage, with the marks of now. */
  PlainGroup stored(PlainGroup marksOf) {
    PlainGroup copy = new PlainGroup(tellEnds);
    histories.forEach((id, history) -> copy.histories.put(id, history.copy()));
    copy.silenced.addAll(marksOf.silenced);
    copy.acknowledged.addAll(marksOf.acknowledged);
    copy.lastToldAt = lastToldAt;
    return copy;
  }

  void learn(String id, boolean fires, Instant now) {
    History history = histories.computeIfAbsent(id, key -> new History());
    history.events.add(new Event(fires, now));
    if (!fires && !tellEnds) {
      history.settled = history.events.size();
    }
  }

  void toggleSilence(String id) {
    if (!silenced.remove(id)) {
      silenced.add(id);
    }
  }

  void toggleAcknowledgement(String id) {
    if (!acknowledged.remove(id)) {
      acknowledged.add(id);
    }
  }

  boolean isSilenced(String id) {
    return silenced.contains(id);
  }

  boolean isAcknowledged(String id) {
    return acknowledged.contains(id);
  }

  /** What began and ended in a silence is nobody's business. */
  void forgetSilenced() {
    histories.forEach(
        (id, history) -> {
          if (history.owed() && !history.fires() && !history.open && silenced.contains(id)) {
            history.settled = history.events.size();
          }
        });
  }

  Instant dueAt(Grouping grouping) {
    Instant owed = null;
    boolean repeat = false;
    for (Map.Entry<String, History> each : histories.entrySet()) {
      History history = each.getValue();
      boolean quiet = silenced.contains(each.getKey());
      if (history.owed()) {
        boolean told = !quiet || (!history.fires() && history.open);
        if (told && (owed == null || history.owedSince().isBefore(owed))) {
          owed = history.owedSince();
        }
      } else if (history.fires() && !quiet && !acknowledged.contains(each.getKey())) {
        repeat = true;
      }
    }
    if (owed != null) {
      Instant due = owed.plus(grouping.delay());
      Instant next = lastToldAt == null ? due : lastToldAt.plus(grouping.interval());
      return due.isAfter(next) ? due : next;
    }
    return repeat && lastToldAt != null ? lastToldAt.plus(grouping.repeatInterval()) : null;
  }

  /** What a notice has now: {@code id firing|resolved firings}, and how far each history is. */
  Map<String, String> notice() {
    Map<String, String> notice = new TreeMap<>();
    histories.forEach(
        (id, history) -> {
          boolean quiet = silenced.contains(id);
          boolean shown =
              history.owed()
                  ? !quiet || (!history.fires() && history.open)
                  : history.fires() && !quiet;
          if (shown) {
            notice.put(id, (history.fires() ? "firing" : "resolved") + " " + history.firings());
          }
        });
    return notice;
  }

  /** How many events of each alert a notice that is taken now tells. */
  Map<String, Integer> told() {
    Map<String, Integer> told = new TreeMap<>();
    notice().keySet().forEach(id -> told.put(id, histories.get(id).events.size()));
    return told;
  }

  void arrived(Map<String, Integer> told, Instant at) {
    told.forEach(
        (id, count) -> {
          History history = histories.get(id);
          boolean fired = history.events.get(count - 1).fires();
          history.settled = Math.max(history.settled, count);
          history.open = fired && (history.fires() || history.owed());
          if (history.owed()) {
            history.owedNotBefore = at;
          }
        });
    lastToldAt = at;
  }

  Instant lastToldAt() {
    return lastToldAt;
  }
}
