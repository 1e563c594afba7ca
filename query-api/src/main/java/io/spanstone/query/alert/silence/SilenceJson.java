package io.spanstone.query.alert.silence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.alert.matcher.AlertMatchers;
import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.Parsers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Silences as JSON, for storage and for clients alike. */
public final class SilenceJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST_COMMENT = 2_000;

  private SilenceJson() {}

  /** Reads the fields; what is wrong with them comes to light when the caller checks. */
  public static Silence read(JsonFields fields, String id, Instant now) {
    AlertMatchers matchers = AlertMatchers.read(fields);
    if (matchers == null) {
      fields.fault("matchers", "is missing; give a list of one condition at least");
      matchers = new AlertMatchers(List.of());
    } else if (matchers.matchNothing()) {
      fields.fault(
          "matchers", "would silence every alert; one must be such that an absent label fails it");
    }
    Instant startsAt = fields.optional("startsAt", Parsers::time, now);
    Instant endsAt = fields.optional("endsAt", Parsers::time);
    JsonFields times = fields.object("recurrence");
    Recurrence recurrence = times == null ? null : Recurrence.read(times);
    if (endsAt == null && !fields.has("endsAt") && times == null) {
      fields.fault("endsAt", "is missing; only a silence with a recurrence may have no end");
    }
    if (endsAt != null && !endsAt.isAfter(startsAt)) {
      fields.fault("endsAt", "must be after startsAt, which is " + startsAt);
    }
    String by = line(fields, "createdBy", "somebody");
    String comment = line(fields, "comment", "");
    Instant createdAt = fields.optional("createdAt", Parsers::time, now);
    return new Silence(id, matchers, startsAt, endsAt, recurrence, by, comment, createdAt);
  }

  static String line(JsonFields fields, String name, String fallback) {
    String text = fields.has(name) ? fields.textOrEmpty(name) : fallback;
    if (text.length() > LONGEST_COMMENT) {
      fields.fault(name, "must have %d characters at most".formatted(LONGEST_COMMENT));
    }
    return text.isBlank() ? fallback : text;
  }

  /** Writes the object that people are shown. */
  public static void writeShown(JsonGenerator json, Silence silence, String etag, Instant now)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", silence.id());
    json.writeStringField("state", silence.state(now));
    writeFields(json, silence);
    json.writeStringField("etag", etag);
    json.writeEndObject();
  }

  /** The document to store. */
  static String stored(Silence silence) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      writeFields(json, silence);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return out.toString();
  }

  private static void writeFields(JsonGenerator json, Silence silence) throws IOException {
    silence.matchers().write(json);
    json.writeStringField("startsAt", silence.startsAt().toString());
    writeTime(json, "endsAt", silence.endsAt());
    if (silence.recurrence() != null) {
      json.writeFieldName("recurrence");
      silence.recurrence().write(json);
    }
    json.writeStringField("createdBy", silence.createdBy());
    json.writeStringField("comment", silence.comment());
    json.writeStringField("createdAt", silence.createdAt().toString());
  }

  private static void writeTime(JsonGenerator json, String name, @Nullable Instant time)
      throws IOException {
    if (time != null) {
      json.writeStringField(name, time.toString());
    }
  }
}
