package io.spanstone.storage.red;

import io.spanstone.block.Service;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans that one derived series counts.
 *
 * @param version of the service; empty if it has none
 * @param operation the template of the spans' name
 * @param kind by its OTLP number
 * @param error whether they failed
 */
record SpanSeries(Service service, String version, String operation, int kind, boolean error) {
  private static final Slice VERSION = Slice.ofUtf8("service.version");
  private static final Slice NAME = Slice.ofUtf8("span.name");
  private static final Slice KIND = Slice.ofUtf8("span.kind");
  private static final Slice STATUS = Slice.ofUtf8("status.code");

  /** {@code Span.SpanKind} by number. */
  private static final List<String> KINDS =
      List.of(
          "SPAN_KIND_UNSPECIFIED",
          "SPAN_KIND_INTERNAL",
          "SPAN_KIND_SERVER",
          "SPAN_KIND_CLIENT",
          "SPAN_KIND_PRODUCER",
          "SPAN_KIND_CONSUMER");

  private static final String ERROR = "STATUS_CODE_ERROR";

  /** The kinds that are calls, as the label has them. */
  static final List<String> CALL_KINDS = List.of(KINDS.get(2), KINDS.get(5));

  /**
   * The series with these attributes.
   *
   * @param resource a Resource message
   */
  static SpanSeries of(Slice resource, KeyValues attributes) {
    KeyValues ofResource = KeyValues.ofResource(resource);
    String version = ofResource.seek(VERSION) ? ofResource.value().text().utf8() : "";
    String operation = "";
    String kind = "";
    String status = "";
    while (attributes.next()) {
      String value = attributes.value().text().utf8();
      if (attributes.keyEquals(NAME)) {
        operation = value;
      } else if (attributes.keyEquals(KIND)) {
        kind = value;
      } else if (attributes.keyEquals(STATUS)) {
        status = value;
      }
    }
    return new SpanSeries(
        Service.ofResource(resource),
        version,
        operation,
        Math.max(0, KINDS.indexOf(kind)),
        status.equals(ERROR));
  }

  /** Whether its spans are calls of the service: of kind SERVER or CONSUMER. */
  boolean isCalls() {
    return kind == SpanView.KIND_SERVER || kind == SpanView.KIND_CONSUMER;
  }

  boolean isOf(@Nullable String serviceFilter) {
    return serviceFilter == null || service.matches(serviceFilter);
  }
}
