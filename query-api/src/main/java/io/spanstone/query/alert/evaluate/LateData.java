package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts points that came late: an evaluation has looked at their time before, and did not see them
 * or saw other values. What evaluations saw is remembered until the next of their interval, as long
 * as it is not too much; of what is forgotten nothing is known. Not thread-safe; one a lane.
 */
final class LateData {
  /** Beyond, what was seen is forgotten at once. */
  private static final long MAX_KEPT_SAMPLES = 3_000_000;

  private record Key(Duration interval, Selector selector) {}

  private record Seen(long atMillis, SeriesRead read) {}

  private final RecentSamples recent;
  private Map<Key, Seen> before = new HashMap<>();

  /**
   * @param recent what rules recorded themselves is known before it is stored, and not late
   */
  LateData(RecentSamples recent) {
    this.recent = recent;
  }

  Round round(long atMillis) {
    return new Round(atMillis);
  }

  /** What one evaluation sees. Counts from {@link #finish} on. */
  final class Round {
    private final long atMillis;
    private final Map<Key, Seen> now = new HashMap<>();
    private final Map<Key, Map<Labels, List<Long>>> late = new HashMap<>();

    private Round(long atMillis) {
      this.atMillis = atMillis;
    }

    /**
     * How many points of a selection came late; nothing if it is not known.
     *
     * @param interval of the rule that selects
     * @param selection what it gets; a part of {@code whole}
     * @param whole what was read; remembered for the next evaluation
     * @param all the whole metric, which others may have read before
     */
    OptionalLong of(Duration interval, SeriesRead selection, SeriesRead whole, Selector all) {
      Key key = new Key(interval, whole.selector());
      Seen same = now.get(key);
      if (same == null || same.read() != whole) {
        now.put(key, new Seen(atMillis, whole));
        Seen old = before.get(key);
        late.put(key, old == null ? Map.of() : compare(old.read(), whole));
      }
      Seen longest = before.get(key);
      boolean compared = longest != null;
      for (Selector other : List.of(selection.selector(), all)) {
        Seen old = before.get(new Key(interval, other));
        if (old != null
            && (longest == null || old.read().fromMillis() < longest.read().fromMillis())) {
          longest = old;
          compared = false;
        }
      }
      if (longest == null) {
        return OptionalLong.empty();
      }
      long seenUntil = selection.toMillis() - (atMillis - longest.atMillis());
      Map<Labels, List<Long>> times =
          compared ? late.getOrDefault(key, Map.of()) : compare(longest.read(), selection);
      return OptionalLong.of(count(times, selection, seenUntil));
    }

    /**
     * @param seenUntil so far the selection before reached
     */
    private static long count(Map<Labels, List<Long>> times, SeriesRead selection, long seenUntil) {
      if (times.isEmpty()) {
        return 0;
      }
      return selection.series().stream()
          .flatMap(series -> times.getOrDefault(series.labels(), List.of()).stream())
          .filter(time -> time > selection.fromMillis() && time <= seenUntil)
          .count();
    }

    /** Remembers what was seen for the next evaluation. */
    void finish() {
      Map<Key, Seen> kept = new HashMap<>(now);
      before.forEach(
          (key, seen) -> {
            if (atMillis - seen.atMillis() < key.interval().toMillis()) {
              kept.putIfAbsent(key, seen);
            }
          });
      Map<SeriesRead, Long> weights = new HashMap<>();
      kept.values().forEach(seen -> weights.computeIfAbsent(seen.read(), SeriesRead::weight));
      long weight = weights.values().stream().mapToLong(Long::longValue).sum();
      before = weight > MAX_KEPT_SAMPLES ? new HashMap<>() : kept;
    }
  }

  private Map<Labels, List<Long>> compare(SeriesRead old, SeriesRead now) {
    long from = Math.max(old.fromMillis(), now.fromMillis());
    long to = Math.min(old.toMillis(), now.toMillis());
    Map<Labels, Series> byLabels = new HashMap<>();
    old.series().forEach(each -> byLabels.put(each.labels(), each));
    Map<Labels, List<Long>> late = new HashMap<>();
    for (Series each : now.series()) {
      List<Long> times = late(byLabels.get(each.labels()), each, from, to);
      if (!times.isEmpty()) {
        late.put(each.labels(), times);
      }
    }
    return late;
  }

  private List<Long> late(@Nullable Series old, Series now, long from, long to) {
    List<Long> late = new ArrayList<>();
    int then = old == null ? 0 : old.firstAfter(from);
    int end = now.firstAfter(to);
    for (int place = now.firstAfter(from); place < end; place++) {
      long time = now.timeMillis(place);
      while (old != null && then < old.size() && old.timeMillis(then) < time) {
        then++;
      }
      boolean seen =
          old != null
              && then < old.size()
              && old.timeMillis(then) == time
              && same(old, then, now, place);
      if (!seen && !now.isStale(place) && !recent.has(now.labels(), time)) {
        late.add(time);
      }
    }
    return late;
  }

  private static boolean same(Series old, int then, Series now, int place) {
    NativeHistogram before = old.histogram(then);
    NativeHistogram after = now.histogram(place);
    if (before == null || after == null) {
      return before == null
          && after == null
          && Double.compare(old.value(then), now.value(place)) == 0;
    }
    return before.count() == after.count() && Double.compare(before.sum(), after.sum()) == 0;
  }
}
