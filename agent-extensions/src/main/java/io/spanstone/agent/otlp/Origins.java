package io.spanstone.agent.otlp;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Writes what spans and log records have in common as records: each stands under the scope that
 * made it, and that under its resource.
 */
final class Origins<T> {

  /** Of requests. */
  private static final int OF_RESOURCE = 1;

  /** Of what is of one resource. */
  private static final int RESOURCE = 1;

  private static final int OF_SCOPE = 2;

  /** Of what is of one scope. */
  private static final int SCOPE = 1;

  private static final int RECORD = 2;

  /** Of both. */
  private static final int SCHEMA_URL = 3;

  private static final int RESOURCE_ATTRIBUTES = 1;
  private static final int SCOPE_NAME = 1;
  private static final int SCOPE_VERSION = 2;
  private static final int SCOPE_ATTRIBUTES = 3;

  private final Function<T, Resource> resource;
  private final Function<T, InstrumentationScopeInfo> scope;
  private final BiConsumer<RecordWriter, T> record;

  /**
   * @param record writes the fields of one
   */
  Origins(
      Function<T, Resource> resource,
      Function<T, InstrumentationScopeInfo> scope,
      BiConsumer<RecordWriter, T> record) {
    this.resource = resource;
    this.scope = scope;
    this.record = record;
  }

  /** Writes all of a request. */
  void write(Collection<T> records, RecordWriter to) {
    grouped(records)
        .forEach(
            (of, scopes) -> {
              int begin = to.out.begin(OF_RESOURCE);
              writeResource(of, to);
              scopes.forEach((in, group) -> writeScope(in, group, to));
              to.text(SCHEMA_URL, of.getSchemaUrl());
              to.out.end(begin);
            });
  }

  /** A tracer's scope is one object, and so is the resource of an SDK. */
  private IdentityHashMap<Resource, IdentityHashMap<InstrumentationScopeInfo, List<T>>> grouped(
      Collection<T> records) {
    IdentityHashMap<Resource, IdentityHashMap<InstrumentationScopeInfo, List<T>>> groups =
        new IdentityHashMap<>();
    for (T each : records) {
      groups
          .computeIfAbsent(resource.apply(each), unused -> new IdentityHashMap<>())
          .computeIfAbsent(scope.apply(each), unused -> new ArrayList<>())
          .add(each);
    }
    return groups;
  }

  private static void writeResource(Resource resource, RecordWriter to) {
    int begin = to.out.begin(RESOURCE);
    to.plainValues.attributes(RESOURCE_ATTRIBUTES, resource.getAttributes()); // redacted when made
    to.out.end(begin);
  }

  private void writeScope(InstrumentationScopeInfo scope, List<T> group, RecordWriter to) {
    int begin = to.out.begin(OF_SCOPE);
    int beginScope = to.out.begin(SCOPE);
    to.text(SCOPE_NAME, scope.getName());
    to.text(SCOPE_VERSION, scope.getVersion());
    to.values.attributes(SCOPE_ATTRIBUTES, scope.getAttributes());
    to.out.end(beginScope);
    for (T each : group) {
      int beginRecord = to.out.begin(RECORD);
      record.accept(to, each);
      to.out.end(beginRecord);
    }
    to.text(SCHEMA_URL, scope.getSchemaUrl());
    to.out.end(begin);
  }
}
