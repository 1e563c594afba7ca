package io.spanstone.query.instances;

import io.spanstone.block.ServiceInstance;
import io.spanstone.block.UnixNano;
import io.spanstone.storage.metrics.MetricStore;
import io.spanstone.storage.metrics.Target;
import io.spanstone.storage.red.ServiceInstances;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instances that sent anything: what they sent last says that they live, and the resource
 * of their metrics what they are. Reads sums over blocks, and no block. Thread-safe.
 */
public final class InstanceReader {
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private final MetricStore metrics;
  private final ServiceInstances spans;
  private final ServiceInstances logs;

  public InstanceReader(MetricStore metrics, ServiceInstances spans, ServiceInstances logs) {
    this.metrics = metrics;
    this.spans = spans;
    this.logs = logs;
  }

  /**
   * What was found.
   *
   * @param instances sorted by service, then id
   * @param complete whether these are all
   */
  public record Found(List<Instance> instances, boolean complete) {}

  private record Key(String service, String id) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byService = service.compareTo(other.service);
      return byService != 0 ? byService : id.compareTo(other.id);
    }
  }

  private record Heard(long unixNano, InstanceFacts facts) {
    /** The newer time, with the facts of this if there are any. */
    Heard with(Heard other) {
      return new Heard(
          Math.max(unixNano, other.unixNano),
          facts.equals(InstanceFacts.NONE) ? other.facts : facts);
    }
  }

  /**
   * The instances that sent anything from {@code start} to {@code end}.
   *
   * @param service of this service only, with or without its namespace
   * @throws io.spanstone.metric.TooManySeriesException if there are more than can be listed
   */
  public Found read(@Nullable String service, Instant start, Instant end) throws IOException {
    Map<Key, Heard> heard = new HashMap<>();
    List<Target> targets =
        new ArrayList<>(metrics.targets(start.toEpochMilli(), end.toEpochMilli()));
    targets.sort((a, b) -> Long.compare(b.newestUnixNano(), a.newestUnixNano()));
    for (Target target : targets) {
      Key key = new Key(target.labels().get("job"), target.labels().get("instance"));
      if (!key.service.isEmpty()) {
        heard.merge(
            key,
            new Heard(target.newestUnixNano(), InstanceFacts.of(target.labels())),
            Heard::with);
      }
    }
    boolean complete = true;
    for (ServiceInstances source : List.of(spans, logs)) {
      ServiceInstances.Found found = source.find(UnixNano.of(start), UnixNano.of(end));
      complete &= found.complete();
      found
          .newestUnixNano()
          .forEach(
              (instance, newest) ->
                  heard.merge(key(instance), new Heard(newest, InstanceFacts.NONE), Heard::with));
    }
    return new Found(list(heard, service), complete);
  }

  private static Key key(ServiceInstance instance) {
    return new Key(instance.service().qualifiedName(), instance.id());
  }

  private static List<Instance> list(Map<Key, Heard> heard, @Nullable String service) {
    return heard.entrySet().stream()
        .filter(found -> service == null || matches(found.getKey().service, service))
        .sorted(Map.Entry.comparingByKey())
        .map(
            found ->
                new Instance(
                    found.getKey().service,
                    found.getKey().id,
                    time(found.getValue().unixNano),
                    found.getValue().facts))
        .toList();
  }

  private static boolean matches(String qualifiedName, String service) {
    return qualifiedName.equals(service) || qualifiedName.endsWith("/" + service);
  }

  private static Instant time(long unixNano) {
    return Instant.ofEpochSecond(
        Long.divideUnsigned(unixNano, NANOS_PER_SECOND),
        Long.remainderUnsigned(unixNano, NANOS_PER_SECOND));
  }
}
