package io.spanstone.query.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.block.Service;
import io.spanstone.block.SeverityLevel;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.ScopeView;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.ExceptionGroup;
import io.spanstone.pattern.LogPattern;
import io.spanstone.pattern.PatternId;
import io.spanstone.storage.logs.LogEntry;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Log records as JSON: the schema {@code Log} of {@code openapi.yaml}. Not thread-safe. */
public final class LogJson {
  private static final Slice INSTANCE_ID = Slice.ofUtf8("service.instance.id");

  private final LogRecordView view = new LogRecordView();
  private final ScopeView scope = new ScopeView();
  private final LogPattern pattern = new LogPattern();
  private final ExceptionGroup exception = new ExceptionGroup();

  /** Writes one record. */
  public void write(JsonGenerator json, LogEntry log) throws IOException {
    view.read(log.message());
    scope.read(log.scope());
    json.writeStartObject();
    json.writeStringField("id", log.id().text());
    json.writeStringField("time", UnixNano.toInstant(log.timeUnixNano()).toString());
    json.writeStringField("service", Service.ofResource(log.resource()).qualifiedName());
    json.writeStringField("instance", instance(log.resource()));
    json.writeStringField("severity", severity());
    json.writeNumberField("severityNumber", view.severityNumber());
    json.writeFieldName("body");
    AttributeJson.writeValue(json, view.body());
    json.writeFieldName("attributes");
    AttributeJson.writeObject(json, view.attributes());
    json.writeFieldName("resource");
    AttributeJson.writeObject(json, KeyValues.ofResource(log.resource()));
    json.writeStringField("logger", text(scope.name()));
    json.writeStringField("eventName", text(view.eventName()));
    json.writeStringField("traceId", hex(view.traceId()));
    json.writeStringField("spanId", hex(view.spanId()));
    long id = pattern.read(view).id();
    json.writeStringField("pattern", id == PatternId.NONE ? null : PatternId.text(id));
    long group = exception.read(view).id();
    json.writeStringField(
        "exceptionGroup", group == ExceptionGroup.NONE ? null : PatternId.text(group));
    json.writeEndObject();
  }

  /** The name of the number; without one what the source called it, and that may be nothing. */
  private @Nullable String severity() {
    return SeverityLevel.of(view.severityNumber()) == SeverityLevel.UNSPECIFIED
        ? text(view.severityText())
        : SeverityLevel.nameOf(view.severityNumber());
  }

  private static @Nullable String instance(Slice resource) {
    KeyValues attributes = KeyValues.ofResource(resource);
    return attributes.seek(INSTANCE_ID) ? attributes.value().text().utf8() : null;
  }

  private static @Nullable String text(Slice text) {
    return text.isEmpty() ? null : text.utf8();
  }

  private static @Nullable String hex(Slice id) {
    return id.isEmpty() ? null : HexFormat.of().formatHex(id.toByteArray());
  }
}
