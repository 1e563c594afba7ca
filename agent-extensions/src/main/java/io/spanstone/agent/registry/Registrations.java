package io.spanstone.agent.registry;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where what runs in the class loaders of services tells of registrations; see {@code
 * io.spanstone.agent.door.RegistryDoor}. Once in a JVM. Thread-safe.
 */
public final class Registrations {

  /** More registrations than this are not told. */
  private static final int MAX_REGISTRATIONS = 50;

  private static final Queue<Registration> registrations = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger count = new AtomicInteger();

  /** Held weakly, so that no class loader of a service is kept alive. */
  private static final Queue<WeakReference<Supplier<?>>> servers = new ConcurrentLinkedQueue<>();

  private Registrations() {}

  /**
   * This process is registered.
   *
   * @return what stands for it in further calls; null if there are too many
   */
  public static @Nullable Object registered(
      String type, String application, String instanceId, String status) {
    Registration made = new Registration(type, application, instanceId, status);
    for (Registration known : registrations) {
      if (known.attributes.equals(made.attributes)) {
        known.registered(status);
        return known;
      }
    }
    if (count.incrementAndGet() > MAX_REGISTRATIONS) {
      count.decrementAndGet();
      return null;
    }
    registrations.add(made);
    RegistryMetrics.start();
    return made;
  }

  /** The registry answered a heartbeat, or did not. */
  public static void heartbeat(Object registration, boolean success) {
    Registration told = (Registration) registration;
    if (success) {
      told.heartbeatTaken();
    }
    RegistryMetrics.start().heartbeat(told, success);
  }

  /** This process told that it goes. */
  public static void deregistered(Object registration) {
    ((Registration) registration).deregistered();
  }

  /**
   * A registry runs in this process.
   *
   * @param instances gives a list of {@code String[]}: type, application, instance id, status,
   *     host, and when it was last renewed in milliseconds since the epoch; kept weakly
   */
  public static void serves(Supplier<?> instances) {
    servers.add(new WeakReference<>(instances));
    RegistryMetrics.start();
  }

  static void forEach(Consumer<Registration> action) {
    registrations.forEach(action);
  }

  static void forEachInstance(Consumer<String[]> action) {
    for (Iterator<WeakReference<Supplier<?>>> all = servers.iterator(); all.hasNext(); ) {
      Supplier<?> instances = all.next().get();
      if (instances == null) {
        all.remove();
        continue;
      }
      for (Object instance : (List<?>) instances.get()) {
        action.accept((String[]) instance);
      }
    }
  }
}
