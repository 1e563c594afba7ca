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
        string(values, i);
      }
      generator.writeEndArray();
    }
  }

  /** Those of the values whose bits are set. */
  void strings(String field, TermSet values, BitSet which) throws IOException {
    if (!which.isEmpty()) {
      generator.writeArrayFieldStart(field);
      for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
        string(values, i);
      }
      generator.writeEndArray();
    }
  }

  void traceIds(String field, LongSet hashes) throws IOException {
    if (hashes.size() > 0) {
      byte[] text = new byte[BlockTerms.TRACE_TERM_BYTES];
      generator.writeArrayFieldStart(field);
      for (int i = 0; i < hashes.size(); i++) {
        BlockTerms.encodeTraceId(hashes.get(i), text);
        generator.writeRawUTF8String(text, 0, text.length);
      }
      generator.writeEndArray();
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

  private void string(TermSet values, int index) throws IOException {
    byte[] array = values.bytes();
    int from = values.start(index);
    int to = values.end(index);
    if (Utf8.isAscii(array, from, to)) {
      generator.writeUTF8String(array, from, to - from);
    } else {
      // through a String, so that what is no UTF-8 becomes U+FFFD and the document stays valid
      generator.writeString(new String(array, from, to - from, UTF_8));
    }
  }
}
