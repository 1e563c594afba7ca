package io.spanstone.query.promql;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import java.util.ArrayList;
import java.util.List;

/** Series in memory; the slow but certain way to select. */
final class MemorySource implements SeriesSource {
  private final List<Series> all;

  /** The hints of all selections, in their order. */
  final List<SelectHints> hints = new ArrayList<>();

  MemorySource(List<Series> all) {
    this.all = List.copyOf(all);
  }

  MemorySource(Series... all) {
    this(List.of(all));
  }

  @Override
  public List<Series> select(
      List<LabelMatcher> matchers,
      long fromMillisExclusive,
      long toMillisInclusive,
      SelectHints given) {
    hints.add(given);
    List<Series> selected = new ArrayList<>();
    for (Series series : all) {
      Series part = series.between(fromMillisExclusive, toMillisInclusive);
      if (part.size() > 0
          && matchers.stream().allMatch(matcher -> matcher.matches(part.labels()))) {
        given.limits().checkSamples(part.weight());
        selected.add(part);
      }
    }
    given.limits().checkSeries(selected.size());
    return selected;
  }
}
