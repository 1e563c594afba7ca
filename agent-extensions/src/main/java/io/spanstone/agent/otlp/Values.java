package io.spanstone.agent.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.internal.InternalAttributeKeyImpl;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes attributes and values of all types without their secrets. Not thread-safe. */
final class Values implements BiConsumer<AttributeKey<?>, Object> {

  /** Of KeyValue. */
  private static final int KEY = 1;

  private static final int VALUE = 2;

  /** Of AnyValue. */
  private static final int STRING = 1;

  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;
  private static final int ARRAY = 5;
  private static final int MEMBERS = 6;
  private static final int BYTES = 7;

  /** Of ArrayValue and KeyValueList. */
  private static final int ELEMENT = 1;

  private final WireBuffer out;
  private final Secrets secrets;
  private int field;

  Values(WireBuffer out, Secrets secrets) {
    this.out = out;
    this.secrets = secrets;
  }

  /** Writes each attribute as one value of a repeated field. */
  void attributes(int ofField, Attributes attributes) {
    field = ofField;
    attributes.forEach(this);
  }

  @Override
  public void accept(AttributeKey<?> key, Object value) {
    Object kept = secrets.redact(key, value);
    byte[] utf8 = utf8(key);
    if (kept instanceof String && out.small(field, KEY, utf8, VALUE, STRING, (String) kept)) {
      return;
    }
    int begin = out.begin(field);
    out.bytes(KEY, utf8);
    int beginValue = out.begin(VALUE);
    any(key.getType(), kept);
    out.end(beginValue);
    out.end(begin);
  }

  void body(int ofField, Value<?> body) {
    value(ofField, secrets.redact(body));
  }

  private void value(int ofField, Value<?> value) {
    int begin = out.begin(ofField);
    any(value);
    out.end(begin);
  }

  private static byte[] utf8(AttributeKey<?> key) {
    return key instanceof InternalAttributeKeyImpl
        ? ((InternalAttributeKeyImpl<?>) key).getKeyUtf8() // made once
        : key.getKey().getBytes(UTF_8);
  }

  private void any(AttributeType type, Object value) {
    if (value instanceof String) { // whatever the type was, if it is redacted
      out.string(STRING, (String) value);
      return;
    }
    switch (type) {
      case BOOLEAN:
        out.varint(BOOL, (Boolean) value ? 1 : 0);
        break;
      case LONG:
        out.varint(INT, (Long) value);
        break;
      case DOUBLE:
        real((Double) value);
        break;
      case VALUE:
        any((Value<?>) value);
        break;
      default:
        array((List<?>) value);
    }
  }

  /** Of an attribute, where all elements are of one type. */
  private void array(List<?> elements) {
    int begin = out.begin(ARRAY);
    for (int i = 0; i < elements.size(); i++) {
      int beginElement = out.begin(ELEMENT);
      primitive(elements.get(i));
      out.end(beginElement);
    }
    out.end(begin);
  }

  private void primitive(@Nullable Object value) {
    if (value == null) {
      return; // an AnyValue without a value
    }
    if (value instanceof String) {
      out.string(STRING, (String) value);
    } else if (value instanceof Boolean) {
      out.varint(BOOL, (Boolean) value ? 1 : 0);
    } else if (value instanceof Long) {
      out.varint(INT, (Long) value);
    } else {
      real((Double) value);
    }
  }

  private void any(Value<?> value) {
    switch (value.getType()) {
      case STRING:
        out.string(STRING, (String) value.getValue());
        break;
      case BOOLEAN:
        out.varint(BOOL, (Boolean) value.getValue() ? 1 : 0);
        break;
      case LONG:
        out.varint(INT, (Long) value.getValue());
        break;
      case DOUBLE:
        real((Double) value.getValue());
        break;
      case BYTES:
        ByteBuffer buffer = ((ByteBuffer) value.getValue()).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        out.bytes(BYTES, bytes);
        break;
      case ARRAY:
        nested((List<?>) value.getValue());
        break;
      case KEY_VALUE_LIST:
        members((List<?>) value.getValue());
        break;
      case EMPTY:
        break; // an AnyValue without a value
    }
  }

  private void real(double value) {
    out.fixed64(DOUBLE, Double.doubleToRawLongBits(value));
  }

  private void nested(List<?> elements) {
    int begin = out.begin(ARRAY);
    for (Object element : elements) {
      value(ELEMENT, (Value<?>) element);
    }
    out.end(begin);
  }

  private void members(List<?> members) {
    int begin = out.begin(MEMBERS);
    for (Object each : members) {
      KeyValue member = (KeyValue) each;
      int beginMember = out.begin(ELEMENT);
      out.string(KEY, member.getKey());
      value(VALUE, member.getValue());
      out.end(beginMember);
    }
    out.end(begin);
  }
}
