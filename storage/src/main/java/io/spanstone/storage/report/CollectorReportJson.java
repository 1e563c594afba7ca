package io.spanstone.storage.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.cluster.JsonAnswer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** A collector's report as the document that holds it. Fields it does not know are skipped. */
final class CollectorReportJson {
  private static final JsonFactory JSON = new JsonFactory();

  private CollectorReportJson() {}

  static String write(CollectorReport report) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("instance", report.instance());
      json.writeNumberField("timeUnixMilli", report.time().toEpochMilli());
      json.writeNumberField("journalBytes", report.journalBytes());
      json.writeNumberField("diskFreeBytes", report.diskFreeBytes());
      json.writeNumberField("lagSeconds", report.lagSeconds());
      for (Signal signal : Signal.values()) {
        SignalCounts counts = report.signals().get(signal);
        if (counts != null) {
          json.writeFieldName(signal.id());
          counts.write(json);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toString();
  }

  /** Reads the object that the parser is at the start of, to its end. */
  static CollectorReport read(JsonParser parser) throws IOException {
    String[] instance = {""};
    Map<String, Number> numbers = new HashMap<>();
    Map<Signal, SignalCounts> signals = new EnumMap<>(Signal.class);
    JsonAnswer.fields(
        parser,
        (name, value) -> {
          if (name.equals("instance")) {
            instance[0] = value.getText();
          } else if (value.currentToken() == JsonToken.START_OBJECT) {
            readCounts(name, value, signals);
          } else {
            readNumber(name, value, numbers);
          }
        });
    return new CollectorReport(
        instance[0],
        Instant.ofEpochMilli(number(numbers, "timeUnixMilli")),
        signals,
        number(numbers, "journalBytes"),
        number(numbers, "diskFreeBytes"),
        numbers.getOrDefault("lagSeconds", 0).doubleValue());
  }

  private static void readCounts(String name, JsonParser parser, Map<Signal, SignalCounts> signals)
      throws IOException {
    Map<String, Number> counts = new HashMap<>();
    JsonAnswer.fields(parser, (field, value) -> readNumber(field, value, counts));
    for (Signal signal : Signal.values()) {
      if (signal.id().equals(name)) {
        signals.put(signal, counts(counts));
      }
    }
  }

  private static SignalCounts counts(Map<String, Number> counts) {
    return new SignalCounts(
        number(counts, "received"),
        number(counts, "rejected"),
        number(counts, "journaled"),
        number(counts, "recovered"),
        number(counts, "stored"),
        number(counts, "duplicate"),
        number(counts, "deadLettered"),
        number(counts, "waiting"),
        number(counts, "inFlight"));
  }

  private static void readNumber(String name, JsonParser value, Map<String, Number> numbers)
      throws IOException {
    if (value.currentToken().isNumeric()) {
      numbers.put(name, value.getNumberValue());
    } else {
      value.skipChildren();
    }
  }

  private static long number(Map<String, Number> numbers, String name) {
    return numbers.getOrDefault(name, 0L).longValue();
  }
}
