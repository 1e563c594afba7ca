package io.spanstone.collector.loglines;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.otlp.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LargeRecordsTest {
  private static final int VALUE = RecordWriter.MAX_VALUE_BYTES;
  private static final int ROOM = RecordWriter.MAX_RECORD_BYTES + 16_384;

  @Test
  void whatIsNotTooLargeIsTheVerySameRequest() {
    Slice request = Slice.of(logs(List.of(record("x".repeat(VALUE * 3)))).toByteArray());

    assertThat(LargeRecords.of(request).request()).isSameAs(request);
    assertThat(LargeRecords.of(request).cut()).isZero();
    Slice many =
        Slice.of(
            logs(List.of(record("x".repeat(VALUE * 3)), record("y".repeat(VALUE * 3))))
                .toByteArray());
    assertThat(LargeRecords.of(many).request()).isSameAs(many);
  }

  @Test
  void aLongBodyLosesItsEndAndSaysHowMuch() throws Exception {
    LogRecord large =
        record("é".repeat(1 << 20)).toBuilder()
            .setTimeUnixNano(7)
            .setSeverityNumberValue(17)
            .setSeverityText("ERROR")
            .setTraceId(ByteString.copyFrom(new byte[16]))
            .setFlags(1)
            .setDroppedAttributesCount(3)
            .addAttributes(attribute("k", "v"))
            .build();

    LargeRecords.Cut cut = cut(List.of(record("before"), large, record("after")));

    assertThat(cut.cut()).isEqualTo(1);
    List<LogRecord> records = records(cut);
    assertThat(records).hasSize(3).startsWith(record("before")).endsWith(record("after"));
    assertThat(records.get(1))
        .isEqualTo(
            large.toBuilder()
                .setBody(record("é".repeat(VALUE / 2)).getBody())
                .addAttributes(cutBytes((2 << 20) - VALUE))
                .build());
  }

  @Test
  void longValuesAreCutToWhatThereIsRoomFor() throws Exception {
    LogRecord.Builder large = record("body").toBuilder();
    for (int i = 0; i < 8; i++) {
      large.addAttributes(attribute("k" + i, "v".repeat(VALUE)));
    }
    large.addAttributes(
        KeyValue.newBuilder()
            .setKey("list")
            .setValue(
                AnyValue.newBuilder()
                    .setArrayValue(
                        ArrayValue.newBuilder()
                            .addValues(AnyValue.newBuilder().setStringValue("w".repeat(VALUE))))));

    LogRecord cut = records(cut(List.of(large.build()))).get(0);

    assertThat(cut.getBody().getStringValue()).isEqualTo("body");
    assertThat(cut.getAttributes(0).getValue().getStringValue()).hasSize(VALUE);
    assertThat(cut.getSerializedSize()).isBetween(RecordWriter.MAX_RECORD_BYTES - 100, ROOM);
    assertThat(cut.getDroppedAttributesCount()).isPositive();
    assertThat(cut.getAttributes(cut.getAttributesCount() - 1).getKey())
        .isEqualTo("spanstone.cut_bytes");
  }

  @Property(tries = 60)
  void noRecordStaysTooLargeAndTheOthersStayAsTheyAre(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<LogRecord> sent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      LogRecord.Builder record = record("b".repeat(random.nextInt(1 << 19))).toBuilder();
      for (int k = random.nextInt(700); k > 0; k--) {
        record.addAttributes(attribute("k" + k, "v".repeat(random.nextInt(800))));
      }
      sent.add(record.build());
    }

    LargeRecords.Cut cut = cut(sent);

    List<LogRecord> kept = records(cut);
    assertThat(kept).hasSameSizeAs(sent);
    int expected = 0;
    for (int i = 0; i < sent.size(); i++) {
      boolean large = sent.get(i).getSerializedSize() > RecordWriter.MAX_RECORD_BYTES;
      expected += large ? 1 : 0;
      if (large) {
        assertThat(kept.get(i).getSerializedSize()).isLessThan(ROOM);
        assertThat(sent.get(i).getBody().getStringValue())
            .startsWith(kept.get(i).getBody().getStringValue());
      } else {
        assertThat(kept.get(i)).isEqualTo(sent.get(i));
      }
    }
    assertThat(cut.cut()).isEqualTo(expected);
  }

  private static LargeRecords.Cut cut(List<LogRecord> records) {
    return LargeRecords.of(Slice.of(logs(records).toByteArray()));
  }

  private static List<LogRecord> records(LargeRecords.Cut cut)
      throws InvalidProtocolBufferException {
    LogsData logs = LogsData.parseFrom(cut.request().toByteArray());
    assertThat(logs.getResourceLogs(0).getResource().getAttributes(0))
        .isEqualTo(attribute("service.name", "cart"));
    return logs.getResourceLogs(0).getScopeLogs(0).getLogRecordsList();
  }

  private static LogsData logs(List<LogRecord> records) {
    return LogsData.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(attribute("service.name", "cart")))
                .addScopeLogs(
                    ScopeLogs.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName("logger"))
                        .addAllLogRecords(records)))
        .build();
  }

  private static LogRecord record(String body) {
    return LogRecord.newBuilder().setBody(AnyValue.newBuilder().setStringValue(body)).build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue cutBytes(long bytes) {
    return KeyValue.newBuilder()
        .setKey("spanstone.cut_bytes")
        .setValue(AnyValue.newBuilder().setIntValue(bytes))
        .build();
  }
}
