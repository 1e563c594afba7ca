package io.spanstone.collector.loglines;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Tells which field of a JSON object is what. What it cannot read stays an attribute, as what it
 * does not know. One a line; not thread-safe.
 */
final class JsonRecord {
  private static final int TRACE_ID_CHARS = 32;
  private static final int SPAN_ID_CHARS = 16;
  private static final int MAX_SEVERITY = 24;

  private final Map<String, @Nullable Object> fields;

  /** The names of the fields by their normalized names. */
  private final Map<String, String> names = new HashMap<>();

  private final LineRecord record = new LineRecord();
  private final boolean gelf;

  private JsonRecord(Map<String, @Nullable Object> fields) {
    this.fields = fields;
    fields.keySet().forEach(name -> names.putIfAbsent(FieldRoles.normalized(name), name));
    gelf = names.containsKey("shortmessage");
  }

  static LineRecord of(Map<String, @Nullable Object> fields) {
    return new JsonRecord(fields).read();
  }

  private LineRecord read() {
    time();
    record.logger = firstText(FieldRoles.LOGGER);
    severity();
    record.body = firstText(FieldRoles.MESSAGE);
    trace();
    FieldRoles.RESOURCE.forEach(
        (attribute, aliases) -> {
          String value = firstText(aliases);
          if (value != null && !value.isEmpty()) {
            record.resource.put(attribute, value);
          }
        });
    attribute("thread.name", firstText(FieldRoles.THREAD));
    exception();
    fields.forEach((name, value) -> record.attributes.putIfAbsent(attributeName(name), value));
    return record;
  }

  private String attributeName(String name) {
    if (gelf && name.startsWith("_")) {
      return name.substring(1);
    }
    for (String prefix : FieldRoles.CONTEXT_PREFIXES) {
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    return name;
  }

  private void time() {
    for (String alias : FieldRoles.TIME) {
      long time = time(value(alias));
      if (time != 0) {
        record.timeUnixNano = time;
        remove(alias);
        return;
      }
    }
    BigDecimal seconds = number(value(FieldRoles.EPOCH_SECOND));
    BigDecimal nanos = number(value(FieldRoles.NANO_OF_SECOND));
    if (seconds != null && nanos != null) {
      record.timeUnixNano = LineTime.of(seconds, nanos);
      remove(FieldRoles.EPOCH_SECOND);
      remove(FieldRoles.NANO_OF_SECOND);
    }
  }

  private static long time(@Nullable Object value) {
    BigDecimal number = number(value);
    return number != null
        ? LineTime.ofNumber(number)
        : value instanceof String text ? LineTime.parse(text) : 0;
  }

  private void severity() {
    BigDecimal otlp = number(value(FieldRoles.SEVERITY_NUMBER));
    if (otlp != null
        && otlp.signum() > 0
        && otlp.compareTo(BigDecimal.valueOf(MAX_SEVERITY)) <= 0) {
      record.severity = otlp.intValue();
      remove(FieldRoles.SEVERITY_NUMBER);
    }
    for (String alias : FieldRoles.SEVERITY) {
      Object value = value(alias);
      OptionalInt severity = severity(value);
      if (severity.isPresent()) {
        if (alias.equals("level") && number(value) != null && record.logger == null) {
          nameOfPino();
        }
        record.severity = record.severity == 0 ? severity.getAsInt() : record.severity;
        record.severityText = String.valueOf(value);
        remove(alias);
        return;
      }
    }
  }

  private static OptionalInt severity(@Nullable Object value) {
    BigDecimal number = number(value);
    if (number != null) {
      return SeverityName.number(number.min(BigDecimal.valueOf(1000)).longValue());
    }
    return value instanceof String text ? SeverityName.number(text) : OptionalInt.empty();
  }

  private void nameOfPino() {
    if (names.containsKey("pid") && value(FieldRoles.NAME) instanceof String name) {
      record.logger = name;
      remove(FieldRoles.NAME);
    }
  }

  private void trace() {
    if (value(FieldRoles.TRACEPARENT) instanceof String parent) {
      String[] parts = parent.strip().split("-", -1);
      if (parts.length >= 4) {
        record.traceId = id(parts[1], TRACE_ID_CHARS);
        record.spanId = id(parts[2], SPAN_ID_CHARS);
        record.flags = flags(parts[3]);
      }
      if (record.traceId != null && record.spanId != null) {
        remove(FieldRoles.TRACEPARENT);
      }
    }
    byte[] traceId = firstId(FieldRoles.TRACE_ID, TRACE_ID_CHARS);
    record.traceId = traceId == null ? record.traceId : traceId;
    byte[] spanId = firstId(FieldRoles.SPAN_ID, SPAN_ID_CHARS);
    record.spanId = spanId == null ? record.spanId : spanId;
    String flags = firstText(FieldRoles.TRACE_FLAGS);
    record.flags = flags == null ? record.flags : flags(flags);
  }

  private byte @Nullable [] firstId(List<String> aliases, int chars) {
    for (String alias : aliases) {
      byte[] id = value(alias) instanceof String text ? id(text, chars) : null;
      if (id != null) {
        remove(alias);
        return id;
      }
    }
    return null;
  }

  /** An id in hex; a trace id of 64 bits, as B3 has them, is filled up with zeros. */
  private static byte @Nullable [] id(String text, int chars) {
    boolean hex = text.chars().allMatch(HexFormat::isHexDigit);
    boolean length = text.length() == chars || text.length() == SPAN_ID_CHARS;
    boolean zero = text.chars().allMatch(c -> c == '0');
    return hex && length && !zero
        ? HexFormat.of().parseHex("0".repeat(chars - text.length()) + text)
        : null;
  }

  private static int flags(String text) {
    boolean hex = text.length() == 2 && text.chars().allMatch(HexFormat::isHexDigit);
    return hex || text.equals("1") ? HexFormat.fromHexDigits(text) : 0;
  }

  private void exception() {
    attribute(LineRecord.EXCEPTION_TYPE, firstText(FieldRoles.EXCEPTION_TYPE));
    attribute(LineRecord.EXCEPTION_MESSAGE, firstText(FieldRoles.EXCEPTION_MESSAGE));
    String stackTrace = firstText(FieldRoles.STACK_TRACE);
    String exception = firstText(FieldRoles.EXCEPTION);
    if (exception != null && exception.indexOf('\n') < 0) {
      record.attributes.putIfAbsent(LineRecord.EXCEPTION_MESSAGE, exception);
    } else if (exception != null && stackTrace == null) {
      stackTrace = exception;
    }
    if (stackTrace != null) {
      record.exception(stackTrace);
    } else if (value(FieldRoles.FULL_MESSAGE) instanceof String full && StackTrace.isTrace(full)) {
      record.exception(full);
      remove(FieldRoles.FULL_MESSAGE);
    }
  }

  private void attribute(String name, @Nullable String value) {
    if (value != null) {
      record.attributes.put(name, value);
    }
  }

  /** The text of the first of these fields that has one; the field is no attribute any more. */
  private @Nullable String firstText(List<String> aliases) {
    for (String alias : aliases) {
      Object value = value(alias);
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        remove(alias);
        return value.toString();
      }
    }
    return null;
  }

  private @Nullable Object value(String alias) {
    String name = names.get(alias);
    return name == null ? null : fields.get(name);
  }

  private void remove(String alias) {
    fields.remove(names.get(alias));
  }

  private static @Nullable BigDecimal number(@Nullable Object value) {
    return value instanceof BigDecimal decimal
        ? decimal
        : value instanceof Number number ? new BigDecimal(number.toString()) : null;
  }
}
