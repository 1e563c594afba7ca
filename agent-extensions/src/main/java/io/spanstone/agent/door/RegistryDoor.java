package io.spanstone.agent.door;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code io.spanstone.agent.registry}, as code in a service's class loader sees it. What is thrown
 * in there stays in there.
 */
public final class RegistryDoor {

  private static final String REGISTRATIONS = "io.spanstone.agent.registry.Registrations";

  private static final MethodHandle REGISTERED =
      Door.to(
          REGISTRATIONS,
          "registered",
          methodType(Object.class, String.class, String.class, String.class, String.class));
  private static final MethodHandle HEARTBEAT =
      Door.to(REGISTRATIONS, "heartbeat", methodType(void.class, Object.class, boolean.class));
  private static final MethodHandle DEREGISTERED =
      Door.to(REGISTRATIONS, "deregistered", methodType(void.class, Object.class));
  private static final MethodHandle SERVES =
      Door.to(REGISTRATIONS, "serves", methodType(void.class, Supplier.class));
  private static final MethodHandle BEGIN_TRAFFIC =
      Door.to("io.spanstone.agent.registry.RegistryTraffic", "begin", methodType(Object.class));

  private RegistryDoor() {}

  /** An instance is registered; null if that could not be told, or there are too many. */
  public static @Nullable Object registered(
      String type, String application, String instanceId, String status) {
    try {
      return (Object) REGISTERED.invokeExact(type, application, instanceId, status);
    } catch (Throwable ours) {
      Door.report(ours);
      return null;
    }
  }

  /** The registry took a heartbeat, or did not. */
  public static void heartbeat(@Nullable Object registration, boolean success) {
    if (registration == null) {
      return;
    }
    try {
      HEARTBEAT.invokeExact(registration, success);
    } catch (Throwable ours) {
      Door.report(ours);
    }
  }

  /** An instance told that it goes. */
  public static void deregistered(@Nullable Object registration) {
    if (registration == null) {
      return;
    }
    try {
      DEREGISTERED.invokeExact(registration);
    } catch (Throwable ours) {
      Door.report(ours);
    }
  }

  /** A registry runs here; the supplier is to be kept alive by it. */
  public static void serves(Supplier<?> instances) {
    try {
      SERVES.invokeExact(instances);
    } catch (Throwable ours) {
      Door.report(ours);
    }
  }

  /** From here until {@link #endTraffic} this thread talks to a registry. */
  public static @Nullable Object beginTraffic() {
    try {
      return (Object) BEGIN_TRAFFIC.invokeExact();
    } catch (Throwable ours) {
      Door.report(ours);
      return null;
    }
  }

  /** Ends what {@link #beginTraffic} began. */
  public static void endTraffic(@Nullable Object traffic) {
    if (traffic == null) {
      return;
    }
    try {
      ((AutoCloseable) traffic).close();
    } catch (Throwable ours) {
      Door.report(ours);
    }
  }
}
