package io.spanstone.collector.derive;

import io.spanstone.block.Service;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireWriter;
import io.spanstone.pattern.SpanNameTemplate;

/**
 * Whose spans they are: the part of a resource that derived metrics keep.
 *
 * @param namespace {@code service.namespace}; empty if absent
 * @param name {@code service.name}
 * @param version {@code service.version}; empty if absent
 */
record ServiceVersion(String namespace, String name, String version) {
  /** Stands for the services beyond the limit. */
  static final ServiceVersion OTHER = new ServiceVersion("", Series.OTHER, "");

  private static final int MAX_CHARS = 256;
  private static final Slice VERSION_KEY = Slice.ofUtf8("service.version");
  private static final int ATTRIBUTES = 1;
  private static final int MAX_BYTES = 8 * MAX_CHARS;

  static ServiceVersion ofResource(Slice resource) {
    Service service = Service.ofResource(resource);
    KeyValues attributes = KeyValues.ofResource(resource);
    String version = attributes.seek(VERSION_KEY) ? attributes.value().text().utf8() : "";
    return new ServiceVersion(cut(service.namespace()), cut(service.name()), cut(version));
  }

  /** All versions of the service. */
  ServiceVersion anyVersion() {
    return new ServiceVersion(namespace, name, "");
  }

  /** What the service is called in the dependency graph. */
  String qualifiedName() {
    return SpanNameTemplate.cut(new Service(namespace, name).qualifiedName(), MAX_CHARS);
  }

  /** Tells services apart, but not their versions. */
  String serviceKey() {
    return namespace + '\0' + name;
  }

  /** The Resource message with these attributes and no others. */
  Slice resource() {
    WireWriter resource = new WireWriter(MAX_BYTES);
    Attributes.write(resource, ATTRIBUTES, "service.name", name);
    Attributes.write(resource, ATTRIBUTES, "service.namespace", namespace);
    Attributes.write(resource, ATTRIBUTES, "service.version", version);
    return Slice.of(resource.toByteArray());
  }

  private static String cut(String value) {
    return SpanNameTemplate.cut(value, MAX_CHARS);
  }
}
