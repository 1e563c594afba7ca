package io.spanstone.benchmarks.logs;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A batch as the export request an OpenTelemetry SDK would send. */
final class OtlpLogs {
  private OtlpLogs() {}

  static byte[] encode(List<LogLine> batch) {
    LogLine first = batch.get(0);
    Map<String, ScopeLogs.Builder> scopes = new LinkedHashMap<>();
    for (LogLine line : batch) {
      scopes.computeIfAbsent(line.logger(), OtlpLogs::scope).addLogRecords(logRecord(line));
    }
    ResourceLogs.Builder logs =
        ResourceLogs.newBuilder()
            .setResource(
                Resource.newBuilder()
                    .addAttributes(text("service.name", first.service()))
                    .addAttributes(text("service.instance.id", first.instance()))
                    .addAttributes(text("service.version", "1.4.2"))
                    .addAttributes(text("telemetry.sdk.language", "java")));
    scopes.values().forEach(logs::addScopeLogs);
    return ExportLogsServiceRequest.newBuilder().addResourceLogs(logs).build().toByteArray();
  }

  private static ScopeLogs.Builder scope(String logger) {
    return ScopeLogs.newBuilder().setScope(InstrumentationScope.newBuilder().setName(logger));
  }

  private static LogRecord logRecord(LogLine line) {
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setTimeUnixNano(line.timeUnixNano())
            .setObservedTimeUnixNano(line.timeUnixNano() + 1_000)
            .setSeverityNumberValue(line.severity())
            .setSeverityText(line.severity() == 17 ? "ERROR" : "INFO")
            .setBody(AnyValue.newBuilder().setStringValue(line.body()))
            .addAttributes(text("thread.name", line.thread()))
            .addAttributes(text("http.route", line.route()))
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("http.response.status_code")
                    .setValue(AnyValue.newBuilder().setIntValue(line.status())));
    if (!line.traceIdHex().isEmpty()) {
      log.setTraceId(bytes(line.traceIdHex())).setSpanId(bytes(line.spanIdHex())).setFlags(1);
    }
    return log.build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
