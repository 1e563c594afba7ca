package io.spanstone.block;

import static io.spanstone.block.TestSpans.attribute;
import static io.spanstone.block.TestSpans.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.PatternId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogBlockTest {
  private static final Instant CREATED = Instant.parse("2026-11-24T10:00:00Z");
  private static final long TIME = UnixNano.of(CREATED);

  private static final String ORDER_PATTERN =
      PatternId.text(PatternId.of(Slice.ofUtf8("Order <*> 订单超时")));

  private static final LogRecord ERROR =
      LogRecord.newBuilder()
          .setTimeUnixNano(TIME)
          .setSeverityNumberValue(17)
          .setBody(text("Order 4711 订单超时"))
          .setTraceId(TestSpans.traceId(5))
          .addAttributes(attribute("thread.name", text("main")))
          .build();

  private static final LogRecord OBSERVED_ONLY =
      LogRecord.newBuilder()
          .setObservedTimeUnixNano(TIME - 1_000)
          .setSeverityNumberValue(9)
          .setBody(text("started"))
          .build();

  @Test
  void recordsComeBack() {
    LogsData sent = logs(ERROR, OBSERVED_ONLY, LogRecord.getDefaultInstance());

    assertThat(block(sent).logs()).isEqualTo(sent);
  }

  @Test
  void aBlockIsFoundByWordsSeverityTraceAndAttributes() {
    BlockContent block = block(logs(ERROR, OBSERVED_ONLY));

    assertThat(block.words(BlockFields.WORDS))
        .containsExactly("order", "订", "单", "订单", "超", "单超", "时", "超时", "started");
    assertThat(block.strings(BlockFields.DIGIT_WORDS))
        .containsExactly(Long.toString(DigitWord.number("4711")));
    assertThat(block.words(BlockFields.TERMS))
        .containsExactlyInAnyOrder(
            "severity=17",
            "pattern=" + ORDER_PATTERN,
            "severity=9",
            "pattern=" + PatternId.text(PatternId.of(Slice.ofUtf8("started"))),
            "thread.name=main",
            "service.name=shop");
    assertThat(block.words(BlockFields.ERROR_TERMS))
        .containsExactlyInAnyOrder(
            "severity=17", "pattern=" + ORDER_PATTERN, "thread.name=main", "service.name=shop");
    assertThat(block.words(BlockFields.TRACES))
        .containsExactly(BlockTerms.traceId(Slice.of(ERROR.getTraceId().toByteArray())));
    assertThat(block.strings(BlockFields.SERVICE)).containsExactly("shop");
    assertThat(block.number(BlockFields.MIN_TIME)).isEqualTo(TIME - 1_000);
    assertThat(block.number(BlockFields.MAX_TIME)).isEqualTo(TIME);
    assertThat(block.number(BlockFields.ERRORS)).isEqualTo(1);
    assertThat(block.number(BlockFields.MAX_SEVERITY)).isEqualTo(17);
  }

  @Test
  void aBodyThatIsNoStringIsFoundByItsText() {
    LogRecord structured =
        LogRecord.newBuilder()
            .setTimeUnixNano(TIME)
            .setBody(
                io.opentelemetry.proto.common.v1.AnyValue.newBuilder()
                    .setKvlistValue(
                        io.opentelemetry.proto.common.v1.KeyValueList.newBuilder()
                            .addValues(attribute("event", text("Login failed")))))
            .build();

    assertThat(block(logs(structured)).words(BlockFields.WORDS))
        .containsExactly("event", "login", "failed");
  }

  @Test
  void brokenUtf8DoesNotBreakTheDocument() {
    byte[] body = {'a', (byte) 0xFF, 'b', (byte) 0xED, (byte) 0xA0, (byte) 0x80};
    byte[] keyValue = {10, 3, 'k', (byte) 0xC3, '!', 18, 4, 10, 2, (byte) 0xFE, (byte) 0x80};
    byte[] record = concat(new byte[] {42, 8, 10, 6}, body, new byte[] {50, 11}, keyValue);
    byte[] scope = concat(new byte[] {18, (byte) record.length}, record);
    byte[] resource = concat(new byte[] {18, (byte) scope.length}, scope);
    byte[] request = concat(new byte[] {10, (byte) resource.length}, resource);

    BlockContent block = BlockContent.of(pack(Slice.of(request)).get(0));

    assertThat(block.words(BlockFields.WORDS)).containsExactly("a", "b");
    assertThat(block.words(BlockFields.TERMS)).contains("k\uFFFD!=\uFFFD\uFFFD");
  }

  private static byte[] concat(byte[]... parts) {
    ByteString all = ByteString.EMPTY;
    for (byte[] part : parts) {
      all = all.concat(ByteString.copyFrom(part));
    }
    return all.toByteArray();
  }

  private static LogsData logs(LogRecord... records) {
    return LogsData.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(
                    Resource.newBuilder().addAttributes(attribute("service.name", text("shop"))))
                .addScopeLogs(ScopeLogs.newBuilder().addAllLogRecords(List.of(records))))
        .build();
  }

  private static BlockContent block(LogsData data) {
    List<BlockDocument> blocks = pack(Slice.of(data.toByteArray()));
    assertThat(blocks).hasSize(1);
    return BlockContent.of(blocks.get(0));
  }

  private static List<BlockDocument> pack(Slice request) {
    PeriodRule periods = new PeriodRule(IndexPeriod.DAY, CREATED, Duration.ofDays(7));
    try (BlockPacker packer = new BlockPacker(Signal.LOGS, BlockLimits.DEFAULT, periods)) {
      packer.add(request);
      return packer.finish();
    }
  }
}
