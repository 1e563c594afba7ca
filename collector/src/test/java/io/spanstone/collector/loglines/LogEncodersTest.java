package io.spanstone.collector.loglines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that encoders and libraries wrote. */
class LogEncodersTest {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN_ID = "b7ad6b7169203331";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logstash-logback-encoder",
        "ecs-logback-encoder",
        "spring-boot-ecs",
        "spring-boot-logstash",
        "spring-boot-gelf",
        "log4j-EcsLayout",
        "log4j-GelfLayout",
        "log4j-JsonLayout",
        "log4j-LogstashJsonEventLayoutV1"
      })
  void whatEncodersOfJavaWriteIsUnderstood(String encoder) throws IOException {
    List<TakenLog> records = sample(encoder);

    assertThat(records).hasSize(2);
    assertThat(records).allSatisfy(LogEncodersTest::isCompleteJavaRecord);
    assertThat(records.get(0).record().getSeverityNumberValue()).isEqualTo(13);
    TakenLog error = records.get(1);
    assertThat(error.record().getSeverityNumberValue()).isEqualTo(17);
    assertThat(error.attribute("exception.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.attribute("exception.message")).isEqualTo("no stock");
    if (!encoder.equals("log4j-JsonLayout")) {
      assertThat((String) error.attribute("exception.stacktrace"))
          .startsWith("java.lang.IllegalStateException: no stock\n\tat ")
          .contains("Caused by: java.io.IOException: disk");
    }
  }

  private static void isCompleteJavaRecord(TakenLog taken) {
    assertThat(taken.body()).matches("order 471[12] is late");
    assertThat(taken.record().getTimeUnixNano())
        .isBetween(TakenLog.NOW - 400L * 86_400_000_000_000L, TakenLog.NOW + 60_000_000_000L);
    assertThat(taken.record().getObservedTimeUnixNano()).isEqualTo(TakenLog.NOW);
    assertThat(TakenLog.hex(taken.record().getTraceId())).isEqualTo(TRACE_ID);
    assertThat(TakenLog.hex(taken.record().getSpanId())).isEqualTo(SPAN_ID);
    assertThat(taken.logger()).isEqualTo("com.example.Cart");
    assertThat((String) taken.attribute("thread.name")).isIn("main", "http-1");
    assertThat(taken.attribute("tenant")).isEqualTo("acme");
  }

  @Test
  void whatPinoWritesIsUnderstood() throws IOException {
    List<TakenLog> records = sample("pino");

    assertThat(records)
        .extracting(each -> each.record().getSeverityNumberValue())
        .containsExactly(9, 17, 21);
    TakenLog first = records.get(0);
    assertThat(first.body()).isEqualTo("user signed in");
    assertThat(first.record().getTimeUnixNano()).isEqualTo(1_764_324_930_123_000_000L);
    assertThat(first.logger()).isEqualTo("cart");
    assertThat(TakenLog.hex(first.record().getTraceId())).isEqualTo(TRACE_ID);
    assertThat(first.resource()).containsEntry("host.name", "web-1");
    assertThat(first.attributes()).containsEntry("nested.a.b", 1L).containsEntry("userId", 7L);
    assertThat(records.get(1).attribute("exception.type")).isEqualTo("TypeError");
    assertThat(records.get(1).attribute("exception.message")).isEqualTo("no such item");
    assertThat((String) records.get(1).attribute("exception.stacktrace"))
        .contains("at Module._compile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zap", "zerolog"})
  void whatLibrariesOfGoWriteIsUnderstood(String library) throws IOException {
    List<TakenLog> records = sample(library);

    assertThat(records).extracting(TakenLog::body).containsExactly("order is late", "order failed");
    assertThat(records.get(0).record().getTimeUnixNano() / 1_000_000_000).isEqualTo(1_764_324_930L);
    assertThat(records.get(1).record().getTimeUnixNano() / 1_000_000_000).isEqualTo(1_764_324_930L);
    assertThat(TakenLog.hex(records.get(0).record().getTraceId())).isEqualTo(TRACE_ID);
    assertThat(TakenLog.hex(records.get(0).record().getSpanId())).isEqualTo(SPAN_ID);
    assertThat(records.get(0).attribute("order")).isEqualTo(4711L);
    assertThat(records.get(1).attribute("exception.message")).isEqualTo("no stock");
  }

  private static List<TakenLog> sample(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            LogEncodersTest.class.getResourceAsStream("/loglines/" + name + ".ndjson"))) {
      ConvertedLines lines = TakenLog.convert(LineFormat.EITHER, in.readAllBytes());
      assertThat(lines.errors()).isEmpty();
      return TakenLog.of(lines);
    }
  }
}
