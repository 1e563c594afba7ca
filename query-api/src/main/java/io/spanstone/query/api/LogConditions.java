package io.spanstone.query.api;

import io.spanstone.otlp.Slice;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.storage.logs.query.LogCondition;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The parameters by which routes ask for log records. */
final class LogConditions {
  private LogConditions() {}

  /**
   * What {@code query}, {@code service}, {@code severity}, {@code traceId} and {@code spanId} ask
   * for together. Of several severities any will do.
   */
  static LogCondition read(Parameters parameters) {
    List<LogCondition> all = new ArrayList<>();
    LogCondition query = parameters.optionalOrEmpty("query", Parsers::logQuery);
    if (query != null && !(query instanceof LogCondition.Everything)) {
      all.add(query);
    }
    String service = parameters.optional("service", Parsers::text);
    if (service != null) {
      all.add(LogCondition.service(service));
    }
    List<LogCondition> severities = parameters.repeatable("severity", Parsers::severity);
    if (!severities.isEmpty()) {
      all.add(LogCondition.any(severities));
    }
    Slice traceId = parameters.optional("traceId", Parsers::traceId);
    if (traceId != null) {
      all.add(new LogCondition.TraceId(hex(traceId)));
    }
    Slice spanId = parameters.optional("spanId", Parsers::spanId);
    if (spanId != null) {
      all.add(new LogCondition.SpanId(hex(spanId)));
    }
    return LogCondition.all(all);
  }

  private static String hex(Slice id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
