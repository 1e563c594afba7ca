package io.spanstone.agent.eureka;

import com.netflix.appinfo.ApplicationInfoManager;
import com.netflix.appinfo.InstanceInfo;
import com.netflix.discovery.DiscoveryClient;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import io.spanstone.agent.door.RegistryDoor;

/** Tells what clients of Eureka do. */
public final class EurekaClients {

  private static final VirtualField<ApplicationInfoManager, Object> registrations =
      VirtualField.find(ApplicationInfoManager.class, Object.class);

  private EurekaClients() {}

  /** The registry took a registration. */
  public static void registered(DiscoveryClient client) {
    ApplicationInfoManager manager = client.getApplicationInfoManager();
    InstanceInfo info = manager.getInfo();
    Object registration =
        RegistryDoor.registered("eureka", info.getAppName(), info.getId(), info.getStatus().name());
    registrations.set(manager, registration);
  }

  /** The registry was told that the instance lives. */
  public static void renewed(DiscoveryClient client, boolean success) {
    if (success) {
      registered(client); // with the status that it has by now
    }
    RegistryDoor.heartbeat(registrations.get(client.getApplicationInfoManager()), success);
  }

  /** The registry was told that the instance goes. */
  public static void unregistered(DiscoveryClient client) {
    RegistryDoor.deregistered(registrations.get(client.getApplicationInfoManager()));
  }
}
