package io.spanstone.agent.springcloud;

import io.opentelemetry.instrumentation.api.util.VirtualField;
import io.spanstone.agent.door.RegistryDoor;
import java.util.Locale;
import org.springframework.cloud.client.serviceregistry.Registration;

/** Tells what Spring Cloud registers. */
public final class CloudRegistrations {

  /** As the packages of their implementations name them. */
  private static final String[] TYPES = {"consul", "nacos", "zookeeper", "kubernetes"};

  private static final VirtualField<Registration, Object> registrations =
      VirtualField.find(Registration.class, Object.class);

  private CloudRegistrations() {}

  /** A registry took it. */
  public static void registered(Object registry, Registration registration) {
    String type = type(registry.getClass().getName().toLowerCase(Locale.ROOT));
    if (type.equals("eureka")) {
      return; // which tells more itself
    }
    String instanceId = registration.getInstanceId();
    registrations.set(
        registration,
        RegistryDoor.registered(
            type,
            registration.getServiceId(),
            instanceId == null ? registration.getHost() + ":" + registration.getPort() : instanceId,
            "UP"));
  }

  /** A registry was told that it goes. */
  public static void deregistered(Registration registration) {
    RegistryDoor.deregistered(registrations.get(registration));
  }

  private static String type(String className) {
    if (className.contains("eureka")) {
      return "eureka";
    }
    for (String type : TYPES) {
      if (className.contains(type)) {
        return type;
      }
    }
    return "spring_cloud";
  }
}
