package io.spanstone.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scan says of single faults, and where its limits lie. */
class MalformedRequestsTest {
  @ParameterizedTest
  @CsvSource({
    "0a, TracesData: message ends inside a varint at byte 1",
    "0a05, TracesData: field is longer than the message it is in at byte 0",
    "0aff, TracesData: message ends inside a varint at byte 2",
    "0affffffff0f, TracesData: field is longer than the message it is in at byte 0",
    "00, TracesData: invalid field number 0 at byte 0",
    "0e, TracesData: invalid wire type 6 at byte 0",
    "0c, TracesData: invalid wire type 4 at byte 0",
    "0b, TracesData: unclosed group at byte 0",
    "0b14, TracesData: mismatched end of a group at byte 1",
    "0d000000, TracesData: message ends inside a number at byte 1",
    "08ffffffffffffffffffff01, TracesData: varint longer than 10 bytes at byte 1",
    "0a0208ff, resource_spans[0]: message ends inside a varint at byte 4",
    "0a000a021205, resource_spans[1]: field is longer than the message it is in at byte 4",
  })
  void areRefusedWithTheFaultAndItsPlace(String hex, String message) {
    assertThatThrownBy(() -> scan(Signal.TRACES, HexFormat.of().parseHex(hex)))
        .isInstanceOf(MalformedOtlpException.class)
        .hasMessage(message);
  }

  @Test
  void areRefusedWithTheFieldPath() {
    WireWriter request = new WireWriter(10_000);
    int resource = request.begin(1);
    request.bytes(2, Slice.EMPTY);
    int scope = request.begin(2);
    request.string(3, "a schema");
    request.bytes(2, Slice.EMPTY);
    int span = request.begin(2);
    request.bytes(9, Slice.EMPTY);
    int attribute = request.begin(9);
    request.string(1, "key");
    int value = request.begin(2);
    request.varint(3, 7);
    request.writeVarint(0xff); // a tag, but nothing behind it
    request.end(value);
    request.end(attribute);
    request.end(span);
    request.end(scope);
    request.end(resource);
    int end = request.size();

    assertThatThrownBy(() -> OtlpScan.scan(Signal.TRACES, request.written()))
        .hasMessage(
            "resource_spans[0].scope_spans[1].spans[1].attributes[1].value:"
                + " invalid wire type 7 at byte "
                + (end - 2));
  }

  @Test
  void areRefusedWhereverTheyLieInAnArray() {
    byte[] array = HexFormat.of().parseHex("ffffff0a0208ff");

    assertThatThrownBy(() -> OtlpScan.scan(Signal.LOGS, new Slice(array, 3, 7)))
        .hasMessage("resource_logs[0]: message ends inside a varint at byte 4");
  }

  @Test
  void arePackedNumbersThatBreakOff() {
    WireWriter request = new WireWriter(1000);
    int[] marks = {
      request.begin(1), request.begin(2), request.begin(2), request.begin(9), request.begin(1)
    };
    request.bytes(6, Slice.of(new byte[12]));
    for (int i = marks.length - 1; i >= 0; i--) {
      request.end(marks[i]);
    }

    assertThatThrownBy(() -> OtlpScan.scan(Signal.METRICS, request.written()))
        .hasMessage(
            "resource_metrics[0].scope_metrics[0].metrics[0].histogram.data_points[0]:"
                + " message ends inside a number at byte 20");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 10_000})
  void areGroupsNestedTooDeeply(int depth) {
    byte[] groups = HexFormat.of().parseHex("0b".repeat(depth) + "0c".repeat(depth));

    assertThat(Oracle.accepts(Signal.TRACES, groups)).isEqualTo(depth <= 100);
    if (depth <= 100) {
      assertThat(scan(Signal.TRACES, groups)).isEqualTo(new ScanResult(0, 0));
    } else {
      assertThatThrownBy(() -> scan(Signal.TRACES, groups))
          .hasMessage("TracesData: nested deeper than 100 at byte 100");
    }
  }

  @ParameterizedTest
  @CsvSource({"94,3", "94,2", "95,2", "95,1", "96,0", "96,1", "97,0", "3000,0"})
  void areMessagesAndGroupsNestedTooDeeply(int values, int groups) {
    byte[] request = nested(values, groups);

    boolean accepted = Oracle.accepts(Signal.LOGS, request);
    assertThat(accepted).isEqualTo(4 + values + groups <= 100);
    if (accepted) {
      assertThat(scan(Signal.LOGS, request).records()).isEqualTo(1);
    } else {
      assertThatThrownBy(() -> scan(Signal.LOGS, request))
          .hasMessageContaining("nested deeper than 100");
    }
  }

  @Test
  void areNotStringsOfAnyBytes() {
    WireWriter request = new WireWriter(1000);
    int[] marks = {request.begin(1), request.begin(2), request.begin(2)};
    request.bytes(5, Slice.of(new byte[] {'a', (byte) 0xff, 'b'}));
    for (int i = marks.length - 1; i >= 0; i--) {
      request.end(marks[i]);
    }
    RecordCursor spans = new RecordCursor(request.written());

    assertThat(OtlpScan.scan(Signal.TRACES, request.written())).isEqualTo(new ScanResult(1, 1));
    assertThat(spans.next()).isTrue();
    assertThat(new SpanView().read(spans.record()).name().utf8()).isEqualTo("a\uFFFDb");
  }

  /** A body of AnyValue in ArrayValue in AnyValue, {@code values} in all, with groups inside. */
  private static byte[] nested(int values, int groups) {
    Slice content =
        Slice.of(HexFormat.of().parseHex("fb01".repeat(groups) + "fc01".repeat(groups)));
    for (int i = values; i > 0; i--) {
      content = message(i % 2 == 0 ? 1 : 5, content);
    }
    content = message(5, content);
    return message(1, message(2, message(2, content))).toByteArray();
  }

  private static Slice message(int number, Slice content) {
    WireWriter writer = new WireWriter(content.length() + 20);
    writer.bytes(number, content);
    return writer.written();
  }

  private static ScanResult scan(Signal signal, byte[] request) {
    return OtlpScan.scan(signal, Slice.of(request));
  }
}
