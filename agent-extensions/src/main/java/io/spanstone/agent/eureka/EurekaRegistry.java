package io.spanstone.agent.eureka;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.LeaseInfo;
import com.netflix.discovery.shared.Application;
import com.netflix.eureka.registry.AbstractInstanceRegistry;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import io.spanstone.agent.door.RegistryDoor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells which instances a registry has; the registry keeps it alive. */
public final class EurekaRegistry implements Supplier<List<String[]>> {

  /** More are not told. */
  private static final int MAX_INSTANCES = 1_000;

  private static final VirtualField<AbstractInstanceRegistry, EurekaRegistry> readers =
      VirtualField.find(AbstractInstanceRegistry.class, EurekaRegistry.class);

  private final AbstractInstanceRegistry registry;

  private EurekaRegistry(AbstractInstanceRegistry registry) {
    this.registry = registry;
  }

  /** A registry was made. */
  public static void attach(AbstractInstanceRegistry registry) {
    EurekaRegistry reader = new EurekaRegistry(registry);
    readers.set(registry, reader);
    RegistryDoor.serves(reader);
  }

  @Override
  public List<String[]> get() {
    List<String[]> instances = new ArrayList<>();
    for (Application application :
        registry.getApplicationsFromLocalRegionOnly().getRegisteredApplications()) {
      for (InstanceInfo info : application.getInstancesAsIsFromEureka()) {
        if (instances.size() == MAX_INSTANCES) {
          return instances;
        }
        instances.add(
            new String[] {
              "eureka",
              info.getAppName(),
              info.getId(),
              info.getStatus().name(),
              info.getHostName(),
              Long.toString(renewedUnixMilli(info.getLeaseInfo()))
            });
      }
    }
    return instances;
  }

  /** Eureka adds the duration of the lease to when it was renewed, but not to when it began. */
  private static long renewedUnixMilli(@Nullable LeaseInfo lease) {
    return lease == null
        ? 0
        : Math.max(
            lease.getRegistrationTimestamp(),
            lease.getRenewalTimestamp() - TimeUnit.SECONDS.toMillis(lease.getDurationInSecs()));
  }
}
