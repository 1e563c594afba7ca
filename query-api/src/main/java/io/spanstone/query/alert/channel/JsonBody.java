package io.spanstone.query.alert.channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A JSON message in the making. */
interface JsonBody {
  JsonFactory JSON = new JsonFactory();

  /** Writes the fields of the one object that the message is. */
  void write(JsonGenerator json) throws IOException;

  /** The message. */
  static String of(JsonBody body) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return out.toString();
  }
}
