package io.spanstone.query.instances;

import io.spanstone.block.Service;
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
 * Finds the instances that sent anything, and those that a registry knows: what they sent last says
 * that they live, and the resource of their metrics what they are. Reads sums over blocks, and of
 * blocks only those with {@link LifeSigns}. Thread-safe.
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

  /**
   * The instances that sent anything from {@code start} to {@code end}, and those that registries
   * have at {@code end}.
   *
   * @param service of this service only, with or without its namespace
   * @throws io.spanstone.metric.LimitExceededException if there are more than can be listed
   */
  public Found read(@Nullable String service, Instant start, Instant end) throws IOException {
    Map<InstanceKey, Sighting> seen = new HashMap<>();
    List<Target> targets =
        new ArrayList<>(metrics.targets(start.toEpochMilli(), end.toEpochMilli()));
    targets.sort((a, b) -> Long.compare(b.newestUnixNano(), a.newestUnixNano()));
    for (Target target : targets) {
      String job = target.labels().get("job");
      if (!job.isEmpty()) {
        seen.computeIfAbsent(new InstanceKey(job, target.labels().get("instance")), Sighting::new)
            .heard(time(target.newestUnixNano()), InstanceFacts.of(target.labels()));
      }
    }
    boolean complete = true;
    for (ServiceInstances source : List.of(spans, logs)) {
      ServiceInstances.Found found = source.find(UnixNano.of(start), UnixNano.of(end));
      complete &= found.complete();
      found.newestUnixNano().forEach((instance, newest) -> heard(seen, instance, newest));
    }
    Fleet fleet = new Fleet(seen);
    fleet.add(LifeSigns.read(metrics, start, end), end);
    return new Found(fleet.instances(service), complete);
  }

  private static void heard(
      Map<InstanceKey, Sighting> seen, ServiceInstance instance, long newestUnixNano) {
    Service service = instance.service();
    Sighting sighting =
        seen.computeIfAbsent(
            new InstanceKey(service.qualifiedName(), instance.id()), Sighting::new);
    sighting.service = service;
    sighting.heard(time(newestUnixNano), InstanceFacts.NONE);
  }

  private static Instant time(long unixNano) {
    return Instant.ofEpochSecond(
        Long.divideUnsigned(unixNano, NANOS_PER_SECOND),
        Long.remainderUnsigned(unixNano, NANOS_PER_SECOND));
  }
}
