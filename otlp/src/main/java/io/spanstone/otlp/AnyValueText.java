package io.spanstone.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/** Writes the canonical text of a value, see {@link AnyValueView#text()}. */
final class AnyValueText {
  private static final byte[] HEX = ascii("0123456789abcdef");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Level> levels = new ArrayDeque<>();

  static Slice of(AnyValueView value) {
    return switch (value.type()) {
      case EMPTY -> Slice.EMPTY;
      case STRING -> value.content();
      case BOOL -> Slice.of(ascii(Boolean.toString(value.boolValue())));
      case INT -> Slice.of(ascii(Long.toString(value.intValue())));
      case DOUBLE -> Slice.of(ascii(text(value.doubleValue())));
      case BYTES -> Slice.of(Base64.getEncoder().encode(value.content().toByteArray()));
      case ARRAY, KEY_VALUE_LIST -> new AnyValueText().json(value);
    };
  }

  private Slice json(AnyValueView root) {
    write(root);
    while (!levels.isEmpty()) {
      levels.element().writeNext(this);
    }
    return Slice.of(out.toByteArray());
  }

  private void write(AnyValueView value) {
    switch (value.type()) {
      case EMPTY -> out.writeBytes(ascii("null"));
      case STRING, BYTES -> writeQuoted(of(value));
      case BOOL, INT -> out.writeBytes(of(value).array());
      case DOUBLE -> writeDouble(value);
      case ARRAY -> open('[', new Elements(value.elements()));
      case KEY_VALUE_LIST -> open('{', new Entries(value.entries()));
    }
  }

  private void writeDouble(AnyValueView value) {
    if (Double.isFinite(value.doubleValue())) {
      out.writeBytes(of(value).array());
    } else {
      writeQuoted(of(value));
    }
  }

  private void open(char bracket, Level level) {
    if (levels.size() == WireReader.MAX_DEPTH) {
      throw new MalformedOtlpException("a value nests deeper than " + WireReader.MAX_DEPTH);
    }
    levels.push(level);
    out.write(bracket);
  }

  private void close(char bracket) {
    levels.remove();
    out.write(bracket);
  }

  private void writeQuoted(Slice utf8) {
    out.write('"');
    for (int i = utf8.from(); i < utf8.to(); i++) {
      byte b = utf8.array()[i];
      if (b == '"' || b == '\\') {
        out.write('\\');
        out.write(b);
      } else if (b >= 0 && b < ' ') {
        out.writeBytes(ascii("\\u00"));
        out.write(HEX[b >> 4]);
        out.write(HEX[b & 0xf]);
      } else {
        out.write(b);
      }
    }
    out.write('"');
  }

  /** The shortest decimal that reads back as the same double, on every JDK. */
  private static String text(double value) {
    return NumberOutput.toString(value, true);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** An array or list that has been opened and is being written. */
  private interface Level {
    void writeNext(AnyValueText text);
  }

  private static final class Elements implements Level {
    private final Submessages elements;
    private final AnyValueView value = new AnyValueView();
    private boolean started;

    Elements(Submessages elements) {
      this.elements = elements;
    }

    @Override
    public void writeNext(AnyValueText text) {
      if (!elements.next()) {
        text.close(']');
        return;
      }
      if (started) {
        text.out.write(',');
      }
      started = true;
      text.write(value.read(elements.message()));
    }
  }

  private static final class Entries implements Level {
    private final KeyValues entries;
    private boolean started;

    Entries(KeyValues entries) {
      this.entries = entries;
    }

    @Override
    public void writeNext(AnyValueText text) {
      if (!entries.next()) {
        text.close('}');
        return;
      }
      if (started) {
        text.out.write(',');
      }
      started = true;
      text.writeQuoted(entries.key());
      text.out.write(':');
      text.write(entries.value());
    }
  }
}
