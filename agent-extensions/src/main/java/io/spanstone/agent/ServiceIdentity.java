package io.spanstone.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;

/** Which service this is, as its resource says. Known once the agent has made its resource. */
final class ServiceIdentity {

  private static final AttributeKey<String> NAME = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> NAMESPACE = AttributeKey.stringKey("service.namespace");

  private static volatile String encoded = "";

  private ServiceIdentity() {}

  static void set(Resource resource) {
    String name = resource.getAttribute(NAME);
    String namespace = resource.getAttribute(NAMESPACE);
    encoded =
        name == null || name.isEmpty()
            ? ""
            : CallerMember.encode(namespace == null ? "" : namespace, name);
  }

  /** By {@link CallerMember#encode}; empty if it is not known. */
  static String encoded() {
    return encoded;
  }
}
