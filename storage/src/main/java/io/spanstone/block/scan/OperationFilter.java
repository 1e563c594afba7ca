package io.spanstone.block.scan;

import io.spanstone.otlp.Slice;
import io.spanstone.pattern.SpanNameTemplate;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether a span's name, or the template of it, is a given one. Makes the template of a name that
 * comes again once; forgets all when it has seen too many. Not thread-safe.
 */
final class OperationFilter {
  private static final int MAX_KNOWN = 4096;

  private final Slice operation;
  private final String template;

  /** False if no name but the operation itself has it as its template. */
  private final boolean isTemplate;

  private final Map<Slice, Boolean> known = new HashMap<>();

  OperationFilter(String operation) {
    this.operation = Slice.ofUtf8(operation);
    this.template = operation;
    this.isTemplate = SpanNameTemplate.of(operation).equals(operation);
  }

  boolean matches(Slice name) {
    return name.equals(operation) || (isTemplate && hasTemplate(name));
  }

  private boolean hasTemplate(Slice name) {
    Boolean before = known.get(name);
    if (before != null) {
      return before;
    }
    if (known.size() == MAX_KNOWN) {
      known.clear();
    }
    boolean has = SpanNameTemplate.of(name).equals(template);
    known.put(Slice.of(name.toByteArray()), has);
    return has;
  }
}
