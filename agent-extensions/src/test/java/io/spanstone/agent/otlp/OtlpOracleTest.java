package io.spanstone.agent.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.otlp.logs.LogsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.spanstone.agent.redact.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Requests that are redacted and encoded in one pass against those that upstream encodes after they
 * are redacted as a whole, both read by protobuf's library.
 */
class OtlpOracleTest {

  /** What has no order: resources and scopes are grouped by identity, and builders sort. */
  private static final Set<String> UNORDERED =
      Set.of("resource_spans", "scope_spans", "resource_logs", "scope_logs", "attributes");

  private final Redaction redaction = new Redaction();
  private final ConfigProperties config = DefaultConfigProperties.createFromMap(Map.of());
  private final RecordWriter writer = new RecordWriter(redaction.whileEncoding(config));

  @Provide
  Arbitrary<List<SpanData>> spans() {
    return TelemetryArbitraries.spans().list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<LogRecordData>> logRecords() {
    return TelemetryArbitraries.logRecords().list().ofMaxSize(6);
  }

  @Property(tries = 200)
  void encodesSpansAsUpstreamDoes(@ForAll("spans") List<SpanData> spans)
      throws InvalidProtocolBufferException {
    Exported<SpanData> redacted = new Exported<>();
    redaction.before(Exported.ofSpans(redacted), config).export(spans);
    byte[] ours =
        encoded(
            new Origins<>(
                SpanData::getResource, SpanData::getInstrumentationScopeInfo, RecordWriter::span),
            spans);

    byte[] upstream = encoded(TraceRequestMarshaler.create(redacted.records));
    assertThat(canonical(ExportTraceServiceRequest.parseFrom(ours)))
        .isEqualTo(canonical(ExportTraceServiceRequest.parseFrom(upstream)));
  }

  @Property(tries = 200)
  void encodesLogRecordsAsUpstreamDoes(@ForAll("logRecords") List<LogRecordData> logs)
      throws InvalidProtocolBufferException {
    Exported<LogRecordData> redacted = new Exported<>();
    redaction.before(Exported.ofLogRecords(redacted), config).export(logs);
    byte[] ours =
        encoded(
            new Origins<>(
                LogRecordData::getResource,
                LogRecordData::getInstrumentationScopeInfo,
                RecordWriter::logRecord),
            logs);

    byte[] upstream = encoded(LogsRequestMarshaler.create(redacted.records));
    assertThat(canonical(ExportLogsServiceRequest.parseFrom(ours)))
        .isEqualTo(canonical(ExportLogsServiceRequest.parseFrom(upstream)));
  }

  @Example
  void writesANullInAnArrayAsAnEmptyValue() throws InvalidProtocolBufferException {
    writer.out.clear();
    writer.values.attributes(
        1, Attributes.of(AttributeKey.stringArrayKey("words"), Arrays.asList("a", null)));
    byte[] bytes = written(writer.out::writeTo);

    KeyValueList read = KeyValueList.parseFrom(bytes);
    assertThat(read.getValues(0).getValue().getArrayValue().getValuesList())
        .containsExactly(
            AnyValue.newBuilder().setStringValue("a").build(), AnyValue.getDefaultInstance());
  }

  private <T> byte[] encoded(Origins<T> origins, List<T> records) {
    writer.out.clear();
    origins.write(records, writer);
    EncodedRequest request = new EncodedRequest(writer.out);
    byte[] bytes = written(request.toBinaryMessageWriter()::writeMessage);
    assertThat(request.getBinarySerializedSize()).isEqualTo(bytes.length);
    return bytes;
  }

  private static byte[] encoded(Marshaler upstream) {
    return written(upstream::writeBinaryTo);
  }

  private interface Writing {
    void to(ByteArrayOutputStream bytes) throws IOException;
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String canonical(Message message) {
    return message.getAllFields().entrySet().stream()
        .map(field -> field.getKey().getName() + values(field.getKey(), field.getValue()))
        .collect(Collectors.joining(" ", "{", "}"));
  }

  private static String values(FieldDescriptor field, Object value) {
    Stream<?> values = field.isRepeated() ? ((List<?>) value).stream() : Stream.of(value);
    Stream<String> texts = values.map(OtlpOracleTest::value);
    return (UNORDERED.contains(field.getName()) ? texts.sorted() : texts)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String value(Object value) {
    if (value instanceof Message message) {
      return canonical(message);
    }
    return value instanceof ByteString bytes ? TextFormat.escapeBytes(bytes) : value.toString();
  }
}
