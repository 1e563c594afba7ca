package io.spanstone.storage.metrics;

import io.spanstone.block.BlockFields;
import io.spanstone.block.BlockTerms;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The matchers of one selector, and which blocks they leave to be read. */
final class Matchers {
  static final List<String> SUFFIXES = List.of("_bucket", "_sum", "_count");

  /** Labels that are not, or not always, made of attributes. */
  private static final Set<String> WITHOUT_TERMS =
      Set.of(Labels.METRIC_NAME, "le", "quantile", "otel_scope_name", "otel_scope_version");

  private final List<LabelMatcher> matchers;

  Matchers(List<LabelMatcher> matchers) {
    this.matchers = matchers;
  }

  boolean match(Labels labels) {
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  /** Whether labels that do not include name, {@code le} and {@code quantile} may match. */
  boolean mayMatch(Labels labels) {
    return matchers.stream()
        .filter(matcher -> !isOfSeries(matcher.name()))
        .allMatch(matcher -> matcher.matches(labels));
  }

  /** Whether a series of the metric of that name may match. */
  boolean mayMatchName(String metricName) {
    return matchesName(metricName)
        || SUFFIXES.stream().anyMatch(suffix -> matchesName(metricName + suffix));
  }

  /** The names of the only metrics whose series may match, if they can be told. */
  Optional<Set<String>> metricNames() {
    return matchers.stream()
        .filter(matcher -> matcher.name().equals(Labels.METRIC_NAME))
        .flatMap(matcher -> matcher.onlyValues().stream())
        .findFirst()
        .map(Matchers::metricsOf);
  }

  /** Whether any metric will do. */
  boolean anyName() {
    return matchers.stream().noneMatch(matcher -> matcher.name().equals(Labels.METRIC_NAME));
  }

  /** What blocks with a point that matches have in common, but for names and times. */
  List<BlockFilter> pointFilters() {
    return filters(label -> !WITHOUT_TERMS.contains(label));
  }

  /** The same of blocks that list a match; {@code target_info} has other labels than points. */
  List<BlockFilter> listingFilters() {
    return filters(label -> label.equals("job") || label.equals("instance"));
  }

  private List<BlockFilter> filters(Predicate<String> hasTerms) {
    List<BlockFilter> filters = new ArrayList<>();
    for (LabelMatcher matcher : matchers) {
      if (hasTerms.test(matcher.name())) {
        matcher
            .onlyValues()
            .filter(values -> values.stream().allMatch(Matchers::hasTerm))
            .ifPresent(values -> filters.add(terms(matcher.name(), values)));
      }
    }
    return filters;
  }

  private boolean matchesName(String name) {
    return matchers.stream()
        .filter(matcher -> matcher.name().equals(Labels.METRIC_NAME))
        .allMatch(matcher -> matcher.matches(name));
  }

  private static boolean isOfSeries(String label) {
    return label.equals(Labels.METRIC_NAME) || label.equals("le") || label.equals("quantile");
  }

  private static Set<String> metricsOf(Collection<String> seriesNames) {
    Set<String> metrics = new TreeSet<>(seriesNames);
    for (String name : seriesNames) {
      for (String suffix : SUFFIXES) {
        if (name.endsWith(suffix)) {
          metrics.add(name.substring(0, name.length() - suffix.length()));
        }
      }
    }
    return metrics;
  }

  /** Not so an absent label, a value joined of several, and one that was no UTF-8. */
  private static boolean hasTerm(String value) {
    return !value.isEmpty() && value.indexOf(';') < 0 && value.indexOf('\ufffd') < 0;
  }

  private static BlockFilter terms(String label, Collection<String> values) {
    return BlockFilter.terms(
        BlockFields.TERMS, values.stream().map(value -> BlockTerms.label(label, value)).toList());
  }
}
