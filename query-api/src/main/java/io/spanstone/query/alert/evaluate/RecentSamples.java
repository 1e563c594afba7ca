package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What rules recorded a short while ago, which takes seconds until it can be read from storage: the
 * rules that come next read it from here. Not thread-safe; one a lane.
 */
final class RecentSamples {
  private final long keptMillis;
  private final Map<Labels, TreeMap<Long, Double>> recent = new HashMap<>();

  RecentSamples(long keptMillis) {
    this.keptMillis = keptMillis;
  }

  void add(Sample sample) {
    recent
        .computeIfAbsent(sample.labels(), labels -> new TreeMap<>())
        .put(sample.timeMillis(), sample.value());
  }

  /** Whether a series has a sample of this time here. */
  boolean has(Labels labels, long timeMillis) {
    TreeMap<Long, Double> samples = recent.get(labels);
    return samples != null && samples.containsKey(timeMillis);
  }

  /** Forgets what storage has by now. */
  void expire(long nowMillis) {
    recent.values().forEach(samples -> samples.headMap(nowMillis - keptMillis).clear());
    recent.values().removeIf(TreeMap::isEmpty);
  }

  /** What storage has, and this. */
  SeriesSource over(SeriesSource stored) {
    return (matchers, from, to, hints) -> {
      List<Series> all = new ArrayList<>(stored.select(matchers, from, to, hints));
      recent.forEach(
          (labels, samples) -> {
            if (matchers.stream().allMatch(matcher -> matches(matcher, labels))) {
              addTo(all, labels, samples.subMap(from, false, to, true));
            }
          });
      return all;
    };
  }

  private static boolean matches(LabelMatcher matcher, Labels labels) {
    return matcher.matches(labels.get(matcher.name()));
  }

  private static void addTo(List<Series> all, Labels labels, Map<Long, Double> samples) {
    if (samples.isEmpty()) {
      return;
    }
    TreeMap<Long, Double> union = new TreeMap<>(samples);
    for (int i = 0; i < all.size(); i++) {
      Series series = all.get(i);
      if (series.labels().equals(labels) && !series.hasHistograms()) {
        for (int place = 0; place < series.size(); place++) {
          union.putIfAbsent(series.timeMillis(place), series.value(place));
        }
        all.set(i, series(labels, union));
        return;
      }
    }
    all.add(series(labels, union));
  }

  private static Series series(Labels labels, Map<Long, Double> samples) {
    return Series.ofNumbers(
        labels,
        false,
        samples.keySet().stream().mapToLong(Long::longValue).toArray(),
        samples.values().stream().mapToDouble(Double::doubleValue).toArray());
  }
}
