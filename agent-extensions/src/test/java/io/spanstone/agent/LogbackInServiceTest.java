package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logback in a real service with the built agent; see the subclasses for its versions. */
abstract class LogbackInServiceTest extends LibraryInServiceTest {

  LogbackInServiceTest(String libraries) {
    super(List.of(libraries), List.of(LogbackCalls.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"method", "lambda", "facade", "framework"})
  void placesRecordsWhereLogbackDoesAndMakesNoWholeStack(String task) throws Exception {
    assertThat(get(LogbackCalls.class, task).statusCode()).isEqualTo(200);

    LogRecord placed = received.awaitLog(task, log -> body(log).equals(task));
    Map<String, String> attributes = Received.attributes(placed.getAttributesList());
    String function = attributes.get("code.function.name");
    String place =
        function
            + "("
            + attributes.get("code.file.path")
            + ":"
            + attributes.get("code.line.number")
            + ")";
    String logback = body(received.awaitLog("Logback", log -> body(log).startsWith(task + " by ")));
    assertThat(logback).endsWith(place + ", made now").contains("LogbackCalls");
  }

  private static String body(LogRecord log) {
    return log.getBody().getStringValue();
  }
}
