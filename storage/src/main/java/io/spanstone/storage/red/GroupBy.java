package io.spanstone.storage.red;

import io.spanstone.block.Service;

/** What calls are told apart by. */
public enum GroupBy {
  /** Nothing: all are one group. */
  NONE,
  /** The service, as {@code name} or {@code namespace/name}. */
  SERVICE,
  /** The operation: the template of the span's name. */
  OPERATION,
  /** The service's version; empty if it has none. */
  VERSION;

  String groupOf(SpanSeries series) {
    Service service = series.service();
    return switch (this) {
      case NONE -> "";
      case SERVICE -> service.qualifiedName();
      case OPERATION -> series.operation();
      case VERSION -> series.version();
    };
  }
}
