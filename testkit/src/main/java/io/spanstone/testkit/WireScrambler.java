package io.spanstone.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/**
 * Encodes a message in one of the many ways in which protobuf allows it, but hardly anybody does:
 * fields in any order, singular messages in pieces, singular scalars repeated (the last counts),
 * repeated numbers packed, unpacked and mixed, unknown fields and groups in between, tags and
 * lengths longer than need be. Every protobuf parser reads the same message from it, unknown fields
 * aside.
 */
public final class WireScrambler {
  private static final int FIRST_UNKNOWN_NUMBER = 2000;
  private static final int MAX_GROUP_DEPTH = 3;

  private final Random random;

  public WireScrambler(Random random) {
    this.random = random;
  }

  public byte[] scramble(Message message) {
    try {
      return join(chunks(message));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never: everything is in memory
    }
  }

  /** Encoded fields, in an order that reads as the message. */
  private List<byte[]> chunks(Message message) throws IOException {
    List<Queue<byte[]>> order = new ArrayList<>();
    for (Map.Entry<FieldDescriptor, Object> each : message.getAllFields().entrySet()) {
      Queue<byte[]> ofField = new ArrayDeque<>(chunks(each.getKey(), each.getValue()));
      order.addAll(Collections.nCopies(ofField.size(), ofField));
    }
    Collections.shuffle(order, random);
    List<byte[]> chunks = new ArrayList<>();
    for (Queue<byte[]> ofField : order) {
      if (random.nextInt(6) == 0) {
        chunks.add(unknown(MAX_GROUP_DEPTH));
      }
      chunks.add(ofField.remove());
    }
    return chunks;
  }

  private List<byte[]> chunks(FieldDescriptor field, Object value) throws IOException {
    if (!field.isRepeated()) {
      return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
          ? pieces(field, (Message) value)
          : scalar(field, value);
    }
    List<?> values = (List<?>) value;
    if (field.isPackable()) {
      return numbers(field, values);
    }
    List<byte[]> chunks = new ArrayList<>();
    for (Object each : values) {
      chunks.add(
          each instanceof Message message
              ? lengthDelimited(field.getNumber(), scramble(message))
              : single(field, each));
    }
    return chunks;
  }

  private List<byte[]> pieces(FieldDescriptor field, Message message) throws IOException {
    List<byte[]> fields = chunks(message);
    int cut = random.nextInt(3) == 0 ? random.nextInt(fields.size() + 1) : 0;
    List<byte[]> pieces = new ArrayList<>();
    if (cut > 0) {
      pieces.add(lengthDelimited(field.getNumber(), join(fields.subList(0, cut))));
    }
    pieces.add(lengthDelimited(field.getNumber(), join(fields.subList(cut, fields.size()))));
    return pieces;
  }

  private List<byte[]> scalar(FieldDescriptor field, Object value) throws IOException {
    byte[] last = single(field, value);
    return random.nextInt(8) == 0
        ? List.of(single(field, field.getDefaultValue()), last)
        : List.of(last);
  }

  private List<byte[]> numbers(FieldDescriptor field, List<?> values) throws IOException {
    List<byte[]> chunks = new ArrayList<>();
    int done = 0;
    while (done < values.size()) {
      int run = 1 + random.nextInt(values.size() - done);
      if (random.nextBoolean()) {
        chunks.add(packed(field, values.subList(done, done + run)));
      } else {
        for (Object each : values.subList(done, done + run)) {
          chunks.add(single(field, each));
        }
      }
      done += run;
    }
    return chunks;
  }

  private static byte[] packed(FieldDescriptor field, List<?> values) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (Object each : values) {
      byte[] single = single(field, each);
      int tagBytes = CodedOutputStream.computeTagSize(field.getNumber());
      content.write(single, tagBytes, single.length - tagBytes);
    }
    return encode(out -> out.writeByteArray(field.getNumber(), content.toByteArray()));
  }

  private static byte[] single(FieldDescriptor field, Object value) throws IOException {
    int number = field.getNumber();
    return encode(
        out -> {
          switch (field.getType()) {
            case STRING -> out.writeString(number, (String) value);
            case BYTES -> out.writeBytes(number, (ByteString) value);
            case BOOL -> out.writeBool(number, (Boolean) value);
            case DOUBLE -> out.writeDouble(number, (Double) value);
            case INT32 -> out.writeInt32(number, (Integer) value);
            case UINT32 -> out.writeUInt32(number, (Integer) value);
            case SINT32 -> out.writeSInt32(number, (Integer) value);
            case FIXED32 -> out.writeFixed32(number, (Integer) value);
            case INT64 -> out.writeInt64(number, (Long) value);
            case UINT64 -> out.writeUInt64(number, (Long) value);
            case FIXED64 -> out.writeFixed64(number, (Long) value);
            case SFIXED64 -> out.writeSFixed64(number, (Long) value);
            case ENUM -> out.writeEnum(number, ((EnumValueDescriptor) value).getNumber());
            default -> throw new IllegalArgumentException("no field of OTLP: " + field.getType());
          }
        });
  }

  private byte[] lengthDelimited(int number, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writeLongVarint(bytes, number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
    writeLongVarint(bytes, content.length);
    bytes.write(content);
    return bytes.toByteArray();
  }

  /** A varint, sometimes with more bytes than it needs. */
  private void writeLongVarint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest > 0x7f) {
      out.write(rest | 0x80);
      rest >>>= 7;
    }
    if (random.nextInt(10) == 0) {
      out.write(rest | 0x80);
      out.write(0x80);
      rest = 0;
    }
    out.write(rest);
  }

  private byte[] unknown(int maxDepth) throws IOException {
    int number = FIRST_UNKNOWN_NUMBER + random.nextInt(1000);
    byte[] inner = maxDepth > 0 ? unknown(maxDepth - 1) : new byte[0];
    return encode(
        out -> {
          switch (random.nextInt(5)) {
            case 0 -> out.writeInt64(number, random.nextLong());
            case 1 -> out.writeFixed64(number, random.nextLong());
            case 2 -> out.writeFixed32(number, random.nextInt());
            case 3 -> out.writeByteArray(number, inner);
            default -> {
              out.writeTag(number, WireFormat.WIRETYPE_START_GROUP);
              out.writeRawBytes(inner);
              out.writeTag(number, WireFormat.WIRETYPE_END_GROUP);
            }
          }
        });
  }

  private static byte[] join(Collection<byte[]> chunks) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    chunks.forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  private interface Encoder {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] encode(Encoder encoder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    encoder.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }
}
