package io.spanstone.collector.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/** Requests of a given make. */
final class OtlpRequests {
  private static final ByteString TRACE_ID = ByteString.fromHex("5b8efff798038103d269b633813fc60c");

  /** The tag of field 1000, length-delimited. */
  private static final ByteString UNKNOWN_FIELD = ByteString.fromHex("c23e");

  private OtlpRequests() {}

  /** So many spans with ids, and then so many without. */
  static ExportTraceServiceRequest spans(int valid, int invalid) {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    for (int i = 0; i < valid + invalid; i++) {
      Span.Builder span = spans.addSpansBuilder().setName("span " + i);
      if (i < valid) {
        span.setTraceId(TRACE_ID).setSpanId(ByteString.fromHex("%016x".formatted(i + 1)));
      }
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(spans))
        .build();
  }

  /** A log record of each body. */
  static ExportLogsServiceRequest logs(String... bodies) {
    ScopeLogs.Builder logs = ScopeLogs.newBuilder();
    for (String body : bodies) {
      logs.addLogRecordsBuilder().setBody(AnyValue.newBuilder().setStringValue(body));
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(logs))
        .build();
  }

  /** The second of three records has lost the end of its body, the others are whole. */
  static void assertMiddleIsCut(byte[] request, String first, String last)
      throws InvalidProtocolBufferException {
    List<LogRecord> logs =
        ExportLogsServiceRequest.parseFrom(request)
            .getResourceLogs(0)
            .getScopeLogs(0)
            .getLogRecordsList();
    assertThat(logs).extracting(log -> log.getBody().getStringValue()).startsWith(first);
    assertThat(logs).extracting(log -> log.getBody().getStringValue()).endsWith(last);
    assertThat(logs.get(1).getBody().getStringValue()).hasSize(64 << 10);
    assertThat(logs.get(1).getAttributes(0).getKey()).isEqualTo("spanstone.cut_bytes");
    assertThat(logs.get(1).getAttributes(0).getValue().getIntValue())
        .isEqualTo((5 << 20) - (64 << 10));
  }

  /** One metric, with a point of each of these times. */
  static MetricsData points(String name, long... timesUnixNano) {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (long time : timesUnixNano) {
      gauge.addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(time).setAsInt(7));
    }
    Metric metric = Metric.newBuilder().setName(name).setGauge(gauge).build();
    return MetricsData.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
        .build();
  }

  /** A request of that many bytes: one span, and a field that nobody knows. */
  static byte[] padded(int bytes) {
    ByteString span = spans(1, 0).toByteString();
    int padding = bytes - span.size() - UNKNOWN_FIELD.size() - Integer.BYTES;
    return span.concat(UNKNOWN_FIELD)
        .concat(varintOfFourBytes(padding))
        .concat(ByteString.copyFrom(new byte[padding]))
        .toByteArray();
  }

  private static ByteString varintOfFourBytes(int value) {
    return ByteString.copyFrom(
        new byte[] {
          (byte) (value | 0x80),
          (byte) (value >> 7 | 0x80),
          (byte) (value >> 14 | 0x80),
          (byte) (value >> 21)
        });
  }
}
