package io.spanstone.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.util.BitSet;
import java.util.Collection;

/** Writes a block's document. Fields without content are left out. */
final class BlockJson implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final ByteArrayBuilder bytes = new ByteArrayBuilder(1 << 14);
  private final JsonGenerator generator;

  BlockJson() throws IOException {
    generator = JSON.createGenerator(bytes);
    generator.writeStartObject();
  }

  void number(String field, long value) throws IOException {
    generator.writeNumberField(field, value);
  }

  void flag(String field, boolean value) throws IOException {
    generator.writeBooleanField(field, value);
  }

  /** A string of {@code length} ASCII bytes that need no escapes. */
  void plain(String field, byte[] ascii, int length) throws IOException {
    generator.writeFieldName(field);
    generator.writeRawUTF8String(ascii, 0, length);
  }

  void string(String field, String value) throws IOException {
    generator.writeStringField(field, value);
  }

  void strings(String field, Collection<String> values) throws IOException {
    if (!values.isEmpty()) {
      generator.writeArrayFieldStart(field);
      for (String value : values) {
        generator.writeString(value);
      }
      generator.writeEndArray();
    }
  }

  void strings(String field, TermSet values) throws IOException {
    if (values.size() > 0) {
      generator.writeArrayFieldStart(field);
      for (int i = 0; i < values.size(); i++) {
        text(values.bytes(), values.start(i), values.end(i) - values.start(i));
      }
      generator.writeEndArray();
    }
  }

  /** The values, none of which has white space, as the words of one text. */
  void words(String field, TermSet values) throws IOException {
    BitSet all = new BitSet();
    all.set(0, values.size());
    words(field, values, all);
  }

  /** The same with those of the values whose bits are set. */
  void words(String field, TermSet values, BitSet which) throws IOException {
    if (which.isEmpty()) {
      return;
    }
    byte[] text = new byte[values.end(values.size() - 1) + values.size()];
    int length = 0;
    for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
      int size = values.end(i) - values.start(i);
      System.arraycopy(values.bytes(), values.start(i), text, length, size);
      text[length + size] = ' ';
      length += size + 1;
    }
    generator.writeFieldName(field);
    text(text, 0, length - 1);
  }

  void numbers(String field, LongSet values) throws IOException {
    if (values.size() > 0) {
      generator.writeArrayFieldStart(field);
      for (int i = 0; i < values.size(); i++) {
        generator.writeNumber(values.get(i));
      }
      generator.writeEndArray();
    }
  }

  /** Terms of trace ids, as the words of one text. */
  void traceIds(String field, LongSet hashes) throws IOException {
    if (hashes.size() > 0) {
      byte[] text = new byte[hashes.size() * (BlockTerms.TRACE_TERM_BYTES + 1) - 1];
      for (int i = 0; i < hashes.size(); i++) {
        int at = i * (BlockTerms.TRACE_TERM_BYTES + 1);
        if (i > 0) {
          text[at - 1] = ' ';
        }
        BlockTerms.encodeTraceId(hashes.get(i), text, at);
      }
      plain(field, text, text.length);
    }
  }

  /** Ends the document and returns it. */
  byte[] finish() throws IOException {
    generator.writeEndObject();
    generator.close();
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    bytes.release();
  }

  private void text(byte[] utf8, int from, int length) throws IOException {
    if (Utf8.isAscii(utf8, from, from + length)) {
      generator.writeUTF8String(utf8, from, length);
    } else {
      // through a String, so that what is no UTF-8 becomes U+FFFD and the document stays valid
      generator.writeString(new String(utf8, from, length, UTF_8));
    }
  }
}
