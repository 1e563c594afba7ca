package io.spanstone.collector.loglines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where lines begin and end, and what becomes of those that are broken or too large. */
class LogLinesTest {
  @Test
  void brokenLinesAreToldAndCostNoOther() {
    String body =
        """
        {"message":"one"}
        {"message":"two"

        not JSON
        {"message":"three"} {"message":"four"}
        {"message":"five"}
        "text"
        [{"message":"six"},{"message":"seven"}]
        [1]
        """;

    ConvertedLines lines = TakenLog.convert(LineFormat.JSON, body.getBytes(UTF_8));

    assertThat(TakenLog.of(lines))
        .extracting(TakenLog::body)
        .containsExactly("one", "five", "six", "seven");
    assertThat(lines.errors()).extracting(LineError::line).containsExactly(2, 4, 5, 7, 9);
    assertThat(lines.errors().get(0).message()).contains("broken JSON", "column");
    assertThat(lines.rejected()).isEqualTo(5);
  }

  @Test
  void theNumberOfErrorsToldIsBounded() {
    ConvertedLines lines = TakenLog.convert(LineFormat.JSON, "{\n".repeat(1_000).getBytes(UTF_8));

    assertThat(lines.rejected()).isEqualTo(1_000);
    assertThat(lines.errors()).hasSize(LogLines.MAX_ERRORS);
  }

  @Test
  void anEmptyBodyIsAnError() {
    assertThat(TakenLog.convert(LineFormat.EITHER, new byte[0]).errors()).hasSize(1);
  }

  @Test
  void aDeeplyNestedLineIsAnError() {
    String line = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

    assertThat(TakenLog.convert(LineFormat.JSON, line.getBytes(UTF_8)).rejected()).isEqualTo(1);
  }

  @Test
  void aStackTraceBelongsToItsLine() {
    String trace =
        """
        java.lang.IllegalStateException: no stock
        \tat a.B.c(B.java:1)
        Caused by: x.Y: z
        \t... 1 more""";
    List<TakenLog> records =
        TakenLog.of(
            LineFormat.EITHER,
            "2025-11-28T10:15:30.123Z ERROR [main] a.B : failed\n"
                + trace
                + "\r\n"
                + "next\n"
                + "Traceback (most recent call last):\n"
                + "  File \"x.py\", line 1\n"
                + "ValueError: bad\n"
                + "{\"msg\":\"json\"}\n"
                + "{ no json");

    assertThat(records).hasSize(4);
    assertThat(records.get(0).body()).endsWith("failed\n" + trace);
    assertThat(records.get(0).record().getTimeUnixNano()).isEqualTo(1_764_324_930_123_000_000L);
    assertThat(records.get(0).record().getSeverityNumberValue()).isEqualTo(17);
    assertThat(records.get(0).attribute("exception.type"))
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(records.get(0).attribute("exception.stacktrace")).isEqualTo(trace);
    assertThat(records.get(1).attribute("exception.type")).isEqualTo("ValueError");
    assertThat(records.get(2).body()).isEqualTo("json");
    assertThat(records.get(3).body()).isEqualTo("{ no json");
  }

  @Test
  void severityIsReadFromTextOnlyWhereItIsMeant() {
    List<TakenLog> records =
        TakenLog.of(
            LineFormat.TEXT,
            """
            2025/11/28 10:15:30 [error] 7#7: *1 open() failed
            an error was found
            [2025-11-28 10:15:30] WARN x
            """);

    assertThat(records)
        .extracting(each -> each.record().getSeverityNumberValue())
        .containsExactly(17, 0, 13);
    assertThat(records.get(2).record().getTimeUnixNano()).isEqualTo(1_764_324_930_000_000_000L);
  }

  @Test
  void whatIsTooLargeIsCutAndSaysSo() {
    String body = "x" + "é".repeat(100_000);
    StringBuilder line = new StringBuilder("{\"message\":\"" + body + "\"");
    for (int i = 0; i < 1_000; i++) {
      line.append(",\"k").append(i).append("\":").append(i);
    }

    ConvertedLines lines =
        TakenLog.convert(LineFormat.JSON, line.append("}").toString().getBytes(UTF_8));

    TakenLog taken = TakenLog.of(lines).get(0);
    assertThat(lines.cut()).isEqualTo(1);
    assertThat(taken.body().getBytes(UTF_8)).hasSize(RecordWriter.MAX_VALUE_BYTES - 1);
    assertThat(taken.record().getDroppedAttributesCount())
        .isEqualTo(1_000 - RecordWriter.MAX_ATTRIBUTES);
    assertThat((Long) taken.attribute(RecordWriter.CUT_BYTES))
        .isGreaterThan(200_001 - RecordWriter.MAX_VALUE_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"message\":\"caf\u00e9\"}", "caf\u00e9"})
  void whatIsNoUtf8IsKept(String line) {
    ConvertedLines lines = TakenLog.convert(LineFormat.EITHER, line.getBytes(ISO_8859_1));

    TakenLog taken = TakenLog.of(lines).get(0);
    assertThat(taken.body()).isEqualTo("caf\uFFFD");
    assertThat(taken.attribute(RecordWriter.ORIGINAL))
        .isEqualTo(ByteString.copyFrom(line, ISO_8859_1));
  }
}
