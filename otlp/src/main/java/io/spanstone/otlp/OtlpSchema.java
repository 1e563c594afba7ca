package io.spanstone.otlp;

import static io.spanstone.otlp.Field.many;
import static io.spanstone.otlp.Field.one;
import static io.spanstone.otlp.Field.oneOf;
import static io.spanstone.otlp.FieldType.BOOL;
import static io.spanstone.otlp.FieldType.BYTES;
import static io.spanstone.otlp.FieldType.DOUBLE;
import static io.spanstone.otlp.FieldType.ENUM;
import static io.spanstone.otlp.FieldType.FIXED32;
import static io.spanstone.otlp.FieldType.FIXED64;
import static io.spanstone.otlp.FieldType.ID;
import static io.spanstone.otlp.FieldType.INT32;
import static io.spanstone.otlp.FieldType.INT64;
import static io.spanstone.otlp.FieldType.SFIXED64;
import static io.spanstone.otlp.FieldType.SINT32;
import static io.spanstone.otlp.FieldType.STRING;
import static io.spanstone.otlp.FieldType.UINT32;
import static io.spanstone.otlp.FieldType.UINT64;

/**
 * The messages of OTLP, as the .proto files of opentelemetry-proto declare them. What is not listed
 * here is an unknown field.
 */
final class OtlpSchema {
  private static final MessageType ANY_VALUE = new MessageType("AnyValue");

  private static final MessageType ARRAY_VALUE =
      new MessageType("ArrayValue", many(ANY_VALUE, 1, "values"));

  private static final MessageType KEY_VALUE =
      new MessageType(
          "KeyValue",
          one(STRING, 1, "key"),
          one(ANY_VALUE, 2, "value"),
          one(INT32, 3, "key_strindex"));

  private static final MessageType KEY_VALUE_LIST =
      new MessageType("KeyValueList", many(KEY_VALUE, 1, "values"));

  static {
    ANY_VALUE.define(
        oneOf(STRING, 1, "string_value"),
        oneOf(BOOL, 2, "bool_value"),
        oneOf(INT64, 3, "int_value"),
        oneOf(DOUBLE, 4, "double_value"),
        oneOf(ARRAY_VALUE, 5, "array_value"),
        oneOf(KEY_VALUE_LIST, 6, "kvlist_value"),
        oneOf(BYTES, 7, "bytes_value"),
        oneOf(INT32, 8, "string_value_strindex"));
  }

  private static final MessageType INSTRUMENTATION_SCOPE =
      new MessageType(
          "InstrumentationScope",
          one(STRING, 1, "name"),
          one(STRING, 2, "version"),
          many(KEY_VALUE, 3, "attributes"),
          one(UINT32, 4, "dropped_attributes_count"));

  private static final MessageType ENTITY_REF =
      new MessageType(
          "EntityRef",
          one(STRING, 1, "schema_url"),
          one(STRING, 2, "type"),
          many(STRING, 3, "id_keys"),
          many(STRING, 4, "description_keys"));

  private static final MessageType RESOURCE =
      new MessageType(
          "Resource",
          many(KEY_VALUE, 1, "attributes"),
          one(UINT32, 2, "dropped_attributes_count"),
          many(ENTITY_REF, 3, "entity_refs"));

  private static final MessageType EVENT =
      new MessageType(
          "Event",
          one(FIXED64, 1, "time_unix_nano"),
          one(STRING, 2, "name"),
          many(KEY_VALUE, 3, "attributes"),
          one(UINT32, 4, "dropped_attributes_count"));

  private static final MessageType LINK =
      new MessageType(
          "Link",
          one(ID, 1, "trace_id"),
          one(ID, 2, "span_id"),
          one(STRING, 3, "trace_state"),
          many(KEY_VALUE, 4, "attributes"),
          one(UINT32, 5, "dropped_attributes_count"),
          one(FIXED32, 6, "flags"));

  private static final MessageType STATUS =
      new MessageType("Status", one(STRING, 2, "message"), one(ENUM, 3, "code"));

  static final MessageType SPAN =
      new MessageType(
          "Span",
          one(ID, 1, "trace_id"),
          one(ID, 2, "span_id"),
          one(STRING, 3, "trace_state"),
          one(ID, 4, "parent_span_id"),
          one(FIXED32, 16, "flags"),
          one(STRING, 5, "name"),
          one(ENUM, 6, "kind"),
          one(FIXED64, 7, "start_time_unix_nano"),
          one(FIXED64, 8, "end_time_unix_nano"),
          many(KEY_VALUE, 9, "attributes"),
          one(UINT32, 10, "dropped_attributes_count"),
          many(EVENT, 11, "events"),
          one(UINT32, 12, "dropped_events_count"),
          many(LINK, 13, "links"),
          one(UINT32, 14, "dropped_links_count"),
          one(STATUS, 15, "status"));

  private static final MessageType SCOPE_SPANS =
      new MessageType(
          "ScopeSpans",
          one(INSTRUMENTATION_SCOPE, 1, "scope"),
          many(SPAN, 2, "spans"),
          one(STRING, 3, "schema_url"));

  private static final MessageType RESOURCE_SPANS =
      new MessageType(
          "ResourceSpans",
          one(RESOURCE, 1, "resource"),
          many(SCOPE_SPANS, 2, "scope_spans"),
          one(STRING, 3, "schema_url"));

  static final MessageType TRACES_DATA =
      new MessageType("TracesData", many(RESOURCE_SPANS, 1, "resource_spans"));

  static final MessageType LOG_RECORD =
      new MessageType(
          "LogRecord",
          one(FIXED64, 1, "time_unix_nano"),
          one(FIXED64, 11, "observed_time_unix_nano"),
          one(ENUM, 2, "severity_number"),
          one(STRING, 3, "severity_text"),
          one(ANY_VALUE, 5, "body"),
          many(KEY_VALUE, 6, "attributes"),
          one(UINT32, 7, "dropped_attributes_count"),
          one(FIXED32, 8, "flags"),
          one(ID, 9, "trace_id"),
          one(ID, 10, "span_id"),
          one(STRING, 12, "event_name"));

  private static final MessageType SCOPE_LOGS =
      new MessageType(
          "ScopeLogs",
          one(INSTRUMENTATION_SCOPE, 1, "scope"),
          many(LOG_RECORD, 2, "log_records"),
          one(STRING, 3, "schema_url"));

  private static final MessageType RESOURCE_LOGS =
      new MessageType(
          "ResourceLogs",
          one(RESOURCE, 1, "resource"),
          many(SCOPE_LOGS, 2, "scope_logs"),
          one(STRING, 3, "schema_url"));

  static final MessageType LOGS_DATA =
      new MessageType("LogsData", many(RESOURCE_LOGS, 1, "resource_logs"));

  private static final MessageType EXEMPLAR =
      new MessageType(
          "Exemplar",
          many(KEY_VALUE, 7, "filtered_attributes"),
          one(FIXED64, 2, "time_unix_nano"),
          oneOf(DOUBLE, 3, "as_double"),
          oneOf(SFIXED64, 6, "as_int"),
          one(ID, 4, "span_id"),
          one(ID, 5, "trace_id"));

  private static final MessageType NUMBER_DATA_POINT =
      new MessageType(
          "NumberDataPoint",
          many(KEY_VALUE, 7, "attributes"),
          one(FIXED64, 2, "start_time_unix_nano"),
          one(FIXED64, 3, "time_unix_nano"),
          oneOf(DOUBLE, 4, "as_double"),
          oneOf(SFIXED64, 6, "as_int"),
          many(EXEMPLAR, 5, "exemplars"),
          one(UINT32, 8, "flags"));

  private static final MessageType GAUGE =
      new MessageType("Gauge", many(NUMBER_DATA_POINT, 1, "data_points"));

  private static final MessageType SUM =
      new MessageType(
          "Sum",
          many(NUMBER_DATA_POINT, 1, "data_points"),
          one(ENUM, 2, "aggregation_temporality"),
          one(BOOL, 3, "is_monotonic"));

  private static final MessageType HISTOGRAM_DATA_POINT =
      new MessageType(
          "HistogramDataPoint",
          many(KEY_VALUE, 9, "attributes"),
          one(FIXED64, 2, "start_time_unix_nano"),
          one(FIXED64, 3, "time_unix_nano"),
          one(FIXED64, 4, "count"),
          one(DOUBLE, 5, "sum"),
          many(FIXED64, 6, "bucket_counts"),
          many(DOUBLE, 7, "explicit_bounds"),
          many(EXEMPLAR, 8, "exemplars"),
          one(UINT32, 10, "flags"),
          one(DOUBLE, 11, "min"),
          one(DOUBLE, 12, "max"));

  private static final MessageType HISTOGRAM =
      new MessageType(
          "Histogram",
          many(HISTOGRAM_DATA_POINT, 1, "data_points"),
          one(ENUM, 2, "aggregation_temporality"));

  private static final MessageType BUCKETS =
      new MessageType("Buckets", one(SINT32, 1, "offset"), many(UINT64, 2, "bucket_counts"));

  private static final MessageType EXPONENTIAL_HISTOGRAM_DATA_POINT =
      new MessageType(
          "ExponentialHistogramDataPoint",
          many(KEY_VALUE, 1, "attributes"),
          one(FIXED64, 2, "start_time_unix_nano"),
          one(FIXED64, 3, "time_unix_nano"),
          one(FIXED64, 4, "count"),
          one(DOUBLE, 5, "sum"),
          one(SINT32, 6, "scale"),
          one(FIXED64, 7, "zero_count"),
          one(BUCKETS, 8, "positive"),
          one(BUCKETS, 9, "negative"),
          one(UINT32, 10, "flags"),
          many(EXEMPLAR, 11, "exemplars"),
          one(DOUBLE, 12, "min"),
          one(DOUBLE, 13, "max"),
          one(DOUBLE, 14, "zero_threshold"));

  private static final MessageType EXPONENTIAL_HISTOGRAM =
      new MessageType(
          "ExponentialHistogram",
          many(EXPONENTIAL_HISTOGRAM_DATA_POINT, 1, "data_points"),
          one(ENUM, 2, "aggregation_temporality"));

  private static final MessageType VALUE_AT_QUANTILE =
      new MessageType("ValueAtQuantile", one(DOUBLE, 1, "quantile"), one(DOUBLE, 2, "value"));

  private static final MessageType SUMMARY_DATA_POINT =
      new MessageType(
          "SummaryDataPoint",
          many(KEY_VALUE, 7, "attributes"),
          one(FIXED64, 2, "start_time_unix_nano"),
          one(FIXED64, 3, "time_unix_nano"),
          one(FIXED64, 4, "count"),
          one(DOUBLE, 5, "sum"),
          many(VALUE_AT_QUANTILE, 6, "quantile_values"),
          one(UINT32, 8, "flags"));

  private static final MessageType SUMMARY =
      new MessageType("Summary", many(SUMMARY_DATA_POINT, 1, "data_points"));

  /** Number of the one field of a metric that has messages and no data. */
  static final int METRIC_METADATA = 12;

  static final MessageType METRIC =
      new MessageType(
          "Metric",
          one(STRING, 1, "name"),
          one(STRING, 2, "description"),
          one(STRING, 3, "unit"),
          oneOf(GAUGE, 5, "gauge"),
          oneOf(SUM, 7, "sum"),
          oneOf(HISTOGRAM, 9, "histogram"),
          oneOf(EXPONENTIAL_HISTOGRAM, 10, "exponential_histogram"),
          oneOf(SUMMARY, 11, "summary"),
          many(KEY_VALUE, METRIC_METADATA, "metadata"));

  private static final MessageType SCOPE_METRICS =
      new MessageType(
          "ScopeMetrics",
          one(INSTRUMENTATION_SCOPE, 1, "scope"),
          many(METRIC, 2, "metrics"),
          one(STRING, 3, "schema_url"));

  private static final MessageType RESOURCE_METRICS =
      new MessageType(
          "ResourceMetrics",
          one(RESOURCE, 1, "resource"),
          many(SCOPE_METRICS, 2, "scope_metrics"),
          one(STRING, 3, "schema_url"));

  static final MessageType METRICS_DATA =
      new MessageType("MetricsData", many(RESOURCE_METRICS, 1, "resource_metrics"));

  private OtlpSchema() {}

  /** The type of a request, and of what is stored, of that signal. */
  static MessageType request(Signal signal) {
    return switch (signal) {
      case TRACES -> TRACES_DATA;
      case METRICS -> METRICS_DATA;
      case LOGS -> LOGS_DATA;
    };
  }
}
