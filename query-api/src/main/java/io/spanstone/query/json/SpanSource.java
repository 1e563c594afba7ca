package io.spanstone.query.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.block.Service;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What the spans of one scope of one resource have in common, ready to be written with each.
 *
 * @param service the resource's service, as {@code name} or {@code namespace/name}
 * @param instance its {@code service.instance.id}
 * @param json the members {@code resource}, {@code resourceSchemaUrl} and {@code scope}
 */
record SpanSource(String service, @Nullable String instance, String json) {
  private static final JsonFactory JSON = new JsonFactory();

  private static final Slice INSTANCE_ID = Slice.of("service.instance.id".getBytes(UTF_8));

  /** Where an InstrumentationScope message has its name, version and dropped attributes. */
  private static final int SCOPE_NAME = 1 << 3 | WireReader.LEN;

  private static final int SCOPE_VERSION = 2 << 3 | WireReader.LEN;
  private static final int SCOPE_DROPPED_ATTRIBUTES = 4 << 3 | WireReader.VARINT;

  /** The source of the cursor's current record. */
  static SpanSource of(RecordCursor records) {
    return new SpanSource(
        Service.ofResource(records.resource()).qualifiedName(),
        instance(records.resource()),
        members(records));
  }

  private static @Nullable String instance(Slice resource) {
    KeyValues attributes = KeyValues.ofResource(resource);
    return attributes.seek(INSTANCE_ID) ? attributes.value().text().utf8() : null;
  }

  private static String members(RecordCursor records) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeFieldName("resource");
      AttributeJson.writeObject(json, KeyValues.ofResource(records.resource()));
      json.writeStringField("resourceSchemaUrl", records.resourceSchemaUrl().utf8());
      json.writeFieldName("scope");
      writeScope(json, records.scope(), records.scopeSchemaUrl());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return text.getBuffer().substring(1, text.getBuffer().length() - 1);
  }

  private static void writeScope(JsonGenerator json, Slice scope, Slice schemaUrl)
      throws IOException {
    Slice name = Slice.EMPTY;
    Slice version = Slice.EMPTY;
    int droppedAttributes = 0;
    WireReader fields = new WireReader(scope);
    while (fields.next()) {
      switch (fields.tag()) {
        case SCOPE_NAME -> name = fields.slice();
        case SCOPE_VERSION -> version = fields.slice();
        case SCOPE_DROPPED_ATTRIBUTES -> droppedAttributes = (int) fields.value();
        default -> {}
      }
    }
    json.writeStartObject();
    json.writeStringField("name", name.utf8());
    json.writeStringField("version", version.utf8());
    json.writeFieldName("attributes");
    AttributeJson.writeObject(json, KeyValues.ofScope(scope));
    json.writeNumberField("droppedAttributesCount", Integer.toUnsignedLong(droppedAttributes));
    json.writeStringField("schemaUrl", schemaUrl.utf8());
    json.writeEndObject();
  }
}
