package io.spanstone.collector.derive;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which series there are, so that only so many are let in. A series that has not been
 * seen for one to two hours is forgotten and makes room. Thread-safe.
 */
final class SeriesCap {
  private static final Duration GENERATION = Duration.ofHours(1);

  private final DeriveLimits limits;
  private final Map<String, KnownSeries> services = new HashMap<>();
  private Instant generationEnd = Instant.MIN;
  private int known;

  SeriesCap(DeriveLimits limits) {
    this.limits = limits;
  }

  /** What becomes of a series. */
  enum Admission {
    ADMITTED,
    /** It counts as the series {@code other} of its service. */
    OTHER_SERIES,
    /** It counts as the series {@code other} of the service {@code other}. */
    OTHER_SERVICE
  }

  /** A series is known by its hash: two of the same would but let in one more. */
  private static final class KnownSeries {
    private final Set<Long> recent = new HashSet<>();
    private final Set<Long> earlier = new HashSet<>();
  }

  /**
   * Lets a series in, or not.
   *
   * @param now when the spans arrived; what comes late is taken as of the latest so far
   */
  synchronized Admission admit(String service, long series, Instant now) {
    if (!now.isBefore(generationEnd)) {
      startGeneration(now);
    }
    KnownSeries ofService = services.get(service);
    if (ofService == null) {
      if (services.size() >= limits.maxServices()) {
        return Admission.OTHER_SERVICE;
      }
      ofService = new KnownSeries();
      services.put(service, ofService);
    }
    return admit(ofService, series) ? Admission.ADMITTED : Admission.OTHER_SERIES;
  }

  /** How many series are known. */
  synchronized int size() {
    return known;
  }

  private boolean admit(KnownSeries ofService, long series) {
    if (ofService.recent.contains(series)) {
      return true;
    }
    if (ofService.earlier.remove(series)) {
      return ofService.recent.add(series);
    }
    int ofServiceKnown = ofService.recent.size() + ofService.earlier.size();
    if (ofServiceKnown >= limits.maxSeriesPerService() || known >= limits.maxSeries()) {
      return false;
    }
    known++;
    return ofService.recent.add(series);
  }

  /** What was seen in the last generation is remembered for another one. */
  private void startGeneration(Instant now) {
    generationEnd = now.plus(GENERATION);
    known = 0;
    services
        .values()
        .removeIf(
            ofService -> {
              ofService.earlier.clear();
              ofService.earlier.addAll(ofService.recent);
              ofService.recent.clear();
              known += ofService.earlier.size();
              return ofService.earlier.isEmpty();
            });
  }
}
