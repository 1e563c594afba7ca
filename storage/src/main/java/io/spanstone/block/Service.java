package io.spanstone.block;

import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import java.util.Arrays;

/**
 * A service as the resource of its telemetry names it.
 *
 * @param namespace {@code service.namespace}; empty if absent
 * @param name {@code service.name}; {@link #UNKNOWN_NAME} if absent or empty
 */
public record Service(String namespace, String name) {
  /** The name that OpenTelemetry's resource conventions give to a service that has none. */
  public static final String UNKNOWN_NAME = "unknown_service";

  private static final byte[] NAME_KEY = Utf8.bytes("service.name");
  private static final byte[] NAMESPACE_KEY = Utf8.bytes("service.namespace");

  /** The service that an OTLP Resource message names; of repeated attributes the first counts. */
  public static Service ofResource(Slice resource) {
    String name = "";
    String namespace = "";
    KeyValues attributes = KeyValues.ofResource(resource);
    while (attributes.next()) {
      if (name.isEmpty() && isKey(attributes.key(), NAME_KEY)) {
        name = attributes.value().text().utf8();
      } else if (namespace.isEmpty() && isKey(attributes.key(), NAMESPACE_KEY)) {
        namespace = attributes.value().text().utf8();
      }
    }
    return new Service(namespace, name.isEmpty() ? UNKNOWN_NAME : name);
  }

  /** {@code name}, or {@code namespace/name} if there is a namespace. */
  public String qualifiedName() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /** Whether {@code filter} names this service, with or without its namespace. */
  public boolean matches(String filter) {
    return filter.equals(name) || filter.equals(qualifiedName());
  }

  private static boolean isKey(Slice key, byte[] wanted) {
    return Arrays.equals(key.array(), key.from(), key.to(), wanted, 0, wanted.length);
  }
}
