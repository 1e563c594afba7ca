package io.spanstone.query.instances;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import io.spanstone.storage.metrics.MetricStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What instances with our agent tell of their lives, and registries of their instances: the newest
 * samples of a few metrics.
 */
final class LifeSigns {
  private static final String HEARTBEAT = "spanstone_instance_heartbeat";
  private static final String STOPPED = "spanstone_instance_stopped";
  private static final String STATUS = "service_registration_status";
  private static final String LAST_HEARTBEAT = "service_registration_last_heartbeat";
  private static final String REGISTERED = "registry_registered_instances";
  private static final String LAST_RENEWAL = "registry_last_renewal";

  /** What was told longer ago says nothing of now. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int MAX_SERIES = 50_000;
  private static final int MAX_SAMPLES = 5_000_000;

  /** When each beat last, by its own clock, if that was within the window. */
  final Map<InstanceKey, Instant> heartbeats = new HashMap<>();

  /** Which have beaten at all, in the hours that the range touches. */
  final Set<InstanceKey> beating = new HashSet<>();

  /** When each told that it stops. */
  final Map<InstanceKey, Instant> stops = new HashMap<>();

  /** What each told its registry last. */
  final Map<InstanceKey, Registration> registrations = new HashMap<>();

  /** What registries have. */
  final List<Registration> registered = new ArrayList<>();

  private LifeSigns() {}

  /**
   * Reads those of a range of time, as seen at its end.
   *
   * @throws io.spanstone.metric.LimitExceededException if there are more than can be read
   */
  static LifeSigns read(MetricStore metrics, Instant start, Instant end) throws IOException {
    LifeSigns signs =
        metrics.read(
            source -> {
              LifeSigns found = new LifeSigns();
              found.read(source, start.toEpochMilli(), end.toEpochMilli());
              return found;
            });
    for (Labels labels :
        metrics.series(matchers(HEARTBEAT), start.toEpochMilli(), end.toEpochMilli())) {
      signs.beating.add(key(labels));
    }
    return signs;
  }

  private void read(SeriesSource source, long startMillis, long endMillis) throws IOException {
    long windowMillis = Math.max(startMillis, endMillis - WINDOW.toMillis());
    for (Series each : select(source, STOPPED, startMillis, endMillis)) {
      stops.put(key(each.labels()), newest(each));
    }
    for (Series each : select(source, HEARTBEAT, windowMillis, endMillis)) {
      heartbeats.merge(key(each.labels()), newest(each), LifeSigns::later);
    }
    Map<InstanceKey, Instant> told = new HashMap<>();
    for (Series each : select(source, STATUS, startMillis, endMillis)) {
      InstanceKey key = key(each.labels());
      Instant at = newest(each);
      if (told.merge(key, at, LifeSigns::later).equals(at)) {
        registrations.put(key, registration(each, each.value(each.size() - 1) > 0));
      }
    }
    for (Series each : select(source, LAST_HEARTBEAT, windowMillis, endMillis)) {
      registrations.computeIfPresent(
          key(each.labels()), (key, known) -> known.heardAlso(seconds(each)));
    }
    readRegistries(source, windowMillis, endMillis);
  }

  private void readRegistries(SeriesSource source, long startMillis, long endMillis)
      throws IOException {
    Map<String, Instant> renewals = new HashMap<>();
    for (Series each : select(source, LAST_RENEWAL, startMillis, endMillis)) {
      renewals.merge(each.labels().get("registry_instance_id"), seconds(each), LifeSigns::later);
    }
    List<Series> instances = select(source, REGISTERED, startMillis, endMillis);
    Map<InstanceKey, Instant> told = new HashMap<>();
    for (Series each : instances) {
      told.merge(key(each.labels()), newest(each), LifeSigns::later);
    }
    Map<String, Registration> byId = new HashMap<>();
    for (Series each : instances) {
      if (newest(each).equals(told.get(key(each.labels())))) { // else it is there no more
        Registration found = registration(each, true);
        byId.put(found.id(), found.heardAlso(renewals.get(found.id())));
      }
    }
    registered.addAll(byId.values());
  }

  private static Registration registration(Series series, boolean registered) {
    Labels labels = series.labels();
    return new Registration(
        labels.get("registry_type"),
        labels.get("registry_application"),
        labels.get("registry_instance_id"),
        registered ? labels.get("registry_status") : Registration.DEREGISTERED,
        labels.get("registry_host"),
        null);
  }

  private static List<Series> select(
      SeriesSource source, String metric, long startMillis, long endMillis) throws IOException {
    SelectLimits limits =
        new SelectLimits(MAX_SERIES, MAX_SAMPLES, System.nanoTime() + TIMEOUT.toNanos());
    SelectHints hints =
        new SelectHints(endMillis, endMillis, 0, endMillis - startMillis + 1, "", limits);
    return source.select(matchers(metric), startMillis - 1, endMillis, hints).stream()
        .filter(series -> series.size() > 0)
        .toList();
  }

  private static List<LabelMatcher> matchers(String metric) {
    return List.of(new LabelMatcher(Labels.METRIC_NAME, Operator.EQUAL, metric));
  }

  private static InstanceKey key(Labels labels) {
    return new InstanceKey(labels.get("job"), labels.get("instance"));
  }

  private static Instant newest(Series series) {
    return Instant.ofEpochMilli(series.timeMillis(series.size() - 1));
  }

  /** A time that a sample has as its value. */
  private static Instant seconds(Series series) {
    return Instant.ofEpochSecond((long) series.value(series.size() - 1));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
