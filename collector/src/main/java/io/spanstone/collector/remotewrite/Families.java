package io.spanstone.collector.remotewrite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What senders said of their metrics. Prometheus says it once a minute and apart from the samples,
 * so it is kept here, in memory, and given to the samples that come afterwards. Bounded: of too
 * many families the oldest is forgotten. Thread-safe.
 */
final class Families {
  private static final int MAX_FAMILIES = 50_000;
  private static final int MAX_NAME_CHARS = 1000;

  /** By what the names of a family's series may go on behind the name of the family. */
  private static final List<String> SUFFIXES =
      List.of("_bucket", "_count", "_sum", "_total", "_created", "_info", "_gcount", "_gsum");

  private final int maxFamilies;
  private final Map<String, Family> byName = new LinkedHashMap<>();

  Families() {
    this(MAX_FAMILIES);
  }

  Families(int maxFamilies) {
    this.maxFamilies = maxFamilies;
  }

  synchronized void put(Family family) {
    if (family.name().isEmpty() || family.name().length() > MAX_NAME_CHARS) {
      return;
    }
    byName.remove(family.name());
    byName.put(family.name(), family);
    if (byName.size() > maxFamilies) {
      byName.remove(byName.keySet().iterator().next());
    }
  }

  /** The family of the series of that name; one of unknown type if nothing was said of any. */
  synchronized Family of(String seriesName) {
    Family same = byName.get(seriesName);
    if (same != null) {
      return same;
    }
    for (String suffix : SUFFIXES) {
      Family shorter = withSuffix(seriesName, suffix);
      if (shorter != null && shorter.hasSeries(suffix)) {
        return shorter;
      }
    }
    return Family.unknown(seriesName);
  }

  synchronized int size() {
    return byName.size();
  }

  private @Nullable Family withSuffix(String seriesName, String suffix) {
    return seriesName.endsWith(suffix)
        ? byName.get(seriesName.substring(0, seriesName.length() - suffix.length()))
        : null;
  }
}
