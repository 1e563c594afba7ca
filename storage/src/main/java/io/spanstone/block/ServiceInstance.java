package io.spanstone.block;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * One process of a service, as blocks of spans and logs name it.
 *
 * @param id {@code service.instance.id}; empty if absent
 */
public record ServiceInstance(Service service, String id) {
  /** What derived metrics keep of a name. */
  private static final int MAX_CHARS = 256;

  private static final JsonFactory JSON = new JsonFactory();
  private static final Slice ID_KEY = Slice.ofUtf8("service.instance.id");

  static ServiceInstance ofResource(Slice resource, Service service) {
    KeyValues attributes = KeyValues.ofResource(resource);
    String id = attributes.seek(ID_KEY) ? attributes.value().text().utf8() : "";
    return new ServiceInstance(new Service(cut(service.namespace()), cut(service.name())), cut(id));
  }

  /** A JSON array: namespace, name, id. */
  String text() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      json.writeString(service.namespace());
      json.writeString(service.name());
      json.writeString(id);
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  /**
   * Reads what a block says of an instance.
   *
   * @throws IOException if the text names none
   */
  public static ServiceInstance parse(String text) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      String[] parts = new String[3];
      boolean sound = json.nextToken() == JsonToken.START_ARRAY;
      for (int i = 0; i < parts.length; i++) {
        parts[i] = json.nextTextValue();
        sound &= parts[i] != null;
      }
      if (!sound || json.nextToken() != JsonToken.END_ARRAY) {
        throw new IOException("no instance of a service: " + text);
      }
      return new ServiceInstance(new Service(parts[0], parts[1]), parts[2]);
    }
  }

  private static String cut(String text) {
    if (text.length() <= MAX_CHARS) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1));
    return text.substring(0, splits ? MAX_CHARS - 1 : MAX_CHARS);
  }
}
