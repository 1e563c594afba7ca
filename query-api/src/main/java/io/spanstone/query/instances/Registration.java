package io.spanstone.query.instances;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an instance told its registry, or what a registry says of it.
 *
 * @param type {@code eureka}, {@code consul} and so on
 * @param application as the registry names it
 * @param id what the registry calls the instance
 * @param status as the registry spells it, such as {@code UP}; {@link #DEREGISTERED} once the
 *     instance told that it goes
 * @param host where the registry looks for it; empty if unknown
 * @param lastHeartbeat when the registry last heard it; null if unknown
 */
public record Registration(
    String type,
    String application,
    String id,
    String status,
    String host,
    @Nullable Instant lastHeartbeat) {
  /** The status of an instance that told that it goes. */
  public static final String DEREGISTERED = "DEREGISTERED";

  boolean isDeregistered() {
    return status.equals(DEREGISTERED);
  }

  /** With the newer heartbeat of both. */
  Registration heardAlso(@Nullable Instant other) {
    boolean newer = other != null && (lastHeartbeat == null || other.isAfter(lastHeartbeat));
    return newer ? new Registration(type, application, id, status, host, other) : this;
  }
}
