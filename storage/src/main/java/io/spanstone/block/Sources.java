package io.spanstone.block;

import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resources and scopes that the records of a segment come from, each held once however many
 * requests repeat it.
 */
final class Sources {
  /** A resource and its schema URL. Equal only to itself. */
  static final class ResourceSource {
    final Slice message;
    final Slice schemaUrl;
    final Service service;

    /** The instance of the service, as {@link ServiceInstance#text} has it. */
    final String instance;

    private ResourceSource(Slice message, Slice schemaUrl) {
      this.message = message;
      this.schemaUrl = schemaUrl;
      this.service = Service.ofResource(message);
      this.instance = ServiceInstance.ofResource(message, service).text();
    }
  }

  /** An instrumentation scope of a resource, and its schema URL. Equal only to itself. */
  static final class ScopeSource {
    final ResourceSource resource;
    final Slice message;
    final Slice schemaUrl;

    private ScopeSource(ResourceSource resource, Slice message, Slice schemaUrl) {
      this.resource = resource;
      this.message = message;
      this.schemaUrl = schemaUrl;
    }
  }

  private record Key(Object parent, Slice message, Slice schemaUrl) {}

  private final Map<Key, ResourceSource> resources = new HashMap<>();
  private final Map<Key, ScopeSource> scopes = new HashMap<>();

  /** Follows a cursor through one request. */
  Run run(RecordCursor records) {
    return new Run(records);
  }

  /** The scope of a cursor's current record, looked up when it changes. */
  final class Run {
    private final RecordCursor records;
    private int scopeOrdinal = -1;
    private @Nullable ScopeSource scope;

    private Run(RecordCursor records) {
      this.records = records;
    }

    ScopeSource scope() {
      ScopeSource current = scope;
      if (current == null || scopeOrdinal != records.scopeOrdinal()) {
        current = find(records);
        scope = current;
        scopeOrdinal = records.scopeOrdinal();
      }
      return current;
    }
  }

  private ScopeSource find(RecordCursor records) {
    ResourceSource resource =
        resources.computeIfAbsent(
            new Key("", records.resource(), records.resourceSchemaUrl()),
            key -> new ResourceSource(key.message(), key.schemaUrl()));
    return scopes.computeIfAbsent(
        new Key(resource, records.scope(), records.scopeSchemaUrl()),
        key -> new ScopeSource(resource, key.message(), key.schemaUrl()));
  }
}
