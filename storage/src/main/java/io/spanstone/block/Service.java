package io.spanstone.block;

/**
 * A service as the resource of its telemetry names it.
 *
 * @param namespace {@code service.namespace}; empty if absent
 * @param name {@code service.name}; {@link #UNKNOWN_NAME} if absent or empty
 */
public record Service(String namespace, String name) {
  /** The name that OpenTelemetry's resource conventions give to a service that has none. */
  public static final String UNKNOWN_NAME = "unknown_service";

  /** {@code name}, or {@code namespace/name} if there is a namespace. */
  public String qualifiedName() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /** Whether {@code filter} names this service, with or without its namespace. */
  public boolean matches(String filter) {
    return filter.equals(name) || filter.equals(qualifiedName());
  }
}
