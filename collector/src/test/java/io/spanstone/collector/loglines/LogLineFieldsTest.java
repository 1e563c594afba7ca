package io.spanstone.collector.loglines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.otlp.Slice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a line says of time, level, ids and where it comes from, and what holds without. */
class LogLineFieldsTest {
  @ParameterizedTest
  @CsvSource({
    "1764324930, 1764324930000000000",
    "1764324930.25, 1764324930250000000",
    "1764324930123, 1764324930123000000",
    "1764324930123456, 1764324930123456000",
    "1764324930123456789, 1764324930123456789",
    "1.764324930123e9, 1764324930123000000",
    "'\"2025-11-28T10:15:30.123456789Z\"', 1764324930123456789",
    "'\"2025-11-28T11:15:30,123+01:00\"', 1764324930123000000",
    "'\"2025-11-28 11:15:30 +0100\"', 1764324930000000000",
    "'\"1764324930123\"', 1764324930123000000",
    "'\"yesterday\"', " + TakenLog.NOW,
    "'\"2025-13-41T10:15:30Z\"', " + TakenLog.NOW,
    "-5, " + TakenLog.NOW,
    "1e999999999, " + TakenLog.NOW,
    "null, " + TakenLog.NOW
  })
  void timesAreRead(String time, long unixNano) {
    TakenLog taken =
        TakenLog.of(LineFormat.JSON, "{\"time\":" + time + ",\"message\":\"x\"}").get(0);

    assertThat(taken.record().getTimeUnixNano()).isEqualTo(unixNano);
    assertThat(taken.attributes().containsKey("time")).isEqualTo(unixNano == TakenLog.NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"FINEST\"', 1",
    "'\"verbose\"', 5",
    "'\"Information\"', 9",
    "'\"notice\"', 10",
    "'\"WARNING\"', 13",
    "'\"err\"', 17",
    "'\"SEVERE\"', 17",
    "'\"CRITICAL\"', 21",
    "'\"emerg\"', 24",
    "10, 1",
    "35, 9",
    "60, 21",
    "7, 5",
    "3, 17",
    "0, 24",
    "'\"odd\"', 0",
    "99, 0",
    "true, 0"
  })
  void levelsOfAllLibrariesAreRead(String level, int severity) {
    TakenLog taken =
        TakenLog.of(LineFormat.JSON, "{\"level\":" + level + ",\"message\":\"x\"}").get(0);

    assertThat(taken.record().getSeverityNumberValue()).isEqualTo(severity);
    assertThat(taken.attributes().containsKey("level")).isEqualTo(severity == 0);
  }

  @Test
  void defaultsHoldForThoseWhoSayNothing() {
    LineDefaults defaults =
        new LineDefaults(Map.of("service.name", "cart", "service.namespace", "shop"), 9, "root");
    byte[] body =
        "{\"message\":\"a\"}\n{\"message\":\"b\",\"service\":\"stock\",\"level\":\"warn\",\"logger\":\"l\"}"
            .getBytes(UTF_8);

    List<TakenLog> records =
        TakenLog.of(
            LogLines.convert(Slice.of(body), LineFormat.EITHER, defaults, TakenLog.NOW, 1 << 20));

    assertThat(records.get(0).resource())
        .containsEntry("service.name", "cart")
        .containsEntry("service.namespace", "shop");
    assertThat(records.get(0).record().getSeverityNumberValue()).isEqualTo(9);
    assertThat(records.get(0).logger()).isEqualTo("root");
    assertThat(records.get(1).resource())
        .containsEntry("service.name", "stock")
        .containsEntry("service.namespace", "shop");
    assertThat(records.get(1).record().getSeverityNumberValue()).isEqualTo(13);
    assertThat(records.get(1).logger()).isEqualTo("l");
  }

  @Test
  void idsThatAreNoneStayAttributes() {
    TakenLog taken =
        TakenLog.of(
                LineFormat.JSON,
                "{\"msg\":\"x\",\"traceId\":\"zz\",\"spanId\":\"0000000000000000\"}")
            .get(0);

    assertThat(taken.record().getTraceId().isEmpty()).isTrue();
    assertThat(taken.attributes())
        .containsEntry("traceId", "zz")
        .containsEntry("spanId", "0000000000000000");
    TakenLog b3 =
        TakenLog.of(LineFormat.JSON, "{\"msg\":\"x\",\"traceId\":\"b7ad6b7169203331\"}").get(0);
    assertThat(TakenLog.hex(b3.record().getTraceId()))
        .isEqualTo("0000000000000000b7ad6b7169203331");
  }
}
