package io.spanstone.collector.loglines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.spanstone.otlp.OtlpScan;
import io.spanstone.otlp.ScanResult;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A record that was made of a line, with what it comes from, as plain values. */
record TakenLog(
    LogRecord record, Map<String, String> resource, String logger, Map<String, Object> attributes) {
  /** When lines come in. */
  static final long NOW = 1_795_883_490_000_000_000L;

  String body() {
    return record.getBody().getStringValue();
  }

  Object attribute(String name) {
    return attributes.get(name);
  }

  static List<TakenLog> of(LineFormat format, String body) {
    return of(convert(format, body.getBytes(UTF_8)));
  }

  static ConvertedLines convert(LineFormat format, byte[] body) {
    return LogLines.convert(Slice.of(body), format, LineDefaults.NONE, NOW, 16 << 20);
  }

  /** The records of the request, which is checked as those of other clients are. */
  static List<TakenLog> of(ConvertedLines lines) {
    ScanResult scan = OtlpScan.scan(Signal.LOGS, lines.request());
    assertThat(scan.validRecords()).isEqualTo(lines.accepted());
    List<TakenLog> taken = new ArrayList<>();
    parse(lines.request())
        .getResourceLogsList()
        .forEach(
            resource ->
                resource
                    .getScopeLogsList()
                    .forEach(
                        scope ->
                            scope
                                .getLogRecordsList()
                                .forEach(
                                    record ->
                                        taken.add(
                                            new TakenLog(
                                                record,
                                                texts(resource.getResource().getAttributesList()),
                                                scope.getScope().getName(),
                                                values(record.getAttributesList()))))));
    return taken;
  }

  private static LogsData parse(Slice request) {
    try {
      return LogsData.parseFrom(request.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> texts(List<KeyValue> attributes) {
    Map<String, String> texts = new HashMap<>();
    attributes.forEach(each -> texts.put(each.getKey(), each.getValue().getStringValue()));
    return texts;
  }

  private static Map<String, Object> values(List<KeyValue> attributes) {
    Map<String, Object> values = new HashMap<>();
    attributes.forEach(each -> values.put(each.getKey(), value(each.getValue())));
    return values;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case BYTES_VALUE -> value.getBytesValue();
      default -> value;
    };
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
