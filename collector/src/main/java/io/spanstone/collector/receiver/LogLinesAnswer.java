package io.spanstone.collector.receiver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.collector.loglines.ConvertedLines;
import io.spanstone.collector.loglines.LineError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What the sender of log lines is told. */
final class LogLinesAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  /** A message may quote what was sent. */
  private static final int MAX_MESSAGE_CHARS = 500;

  private LogLinesAnswer() {}

  static byte[] json(ConvertedLines lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("accepted", lines.accepted());
      json.writeNumberField("rejected", lines.rejected());
      json.writeNumberField("cut", lines.cut());
      json.writeArrayFieldStart("errors");
      for (LineError error : lines.errors()) {
        json.writeStartObject();
        json.writeNumberField("line", error.line());
        json.writeStringField("message", bounded(error.message()));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static String bounded(String message) {
    return message.length() <= MAX_MESSAGE_CHARS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARS) + "…";
  }
}
