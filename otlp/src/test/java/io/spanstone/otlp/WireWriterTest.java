package io.spanstone.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The writer against protobuf-java's. */
class WireWriterTest {
  private static final int MAX_BYTES = 1 << 20;

  @Property
  void writesEveryTypeAsProtobufDoes(
      @ForAll @IntRange(min = 1, max = (1 << 29) - 1) int number,
      @ForAll long bits,
      @ForAll byte[] bytes)
      throws IOException {
    int small = (int) bits;
    double real = Double.longBitsToDouble(bits);
    WireWriter writer = new WireWriter(MAX_BYTES);
    writer.varint(number, bits);
    writer.sint32(number, small);
    writer.bool(number, bits > 0);
    writer.fixed32(number, small);
    writer.fixed64(number, bits);
    writer.doubleValue(number, real);
    writer.bytes(number, Slice.of(bytes));
    writer.string(number, "é" + bits);

    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(expected);
    out.writeInt64(number, bits);
    out.writeSInt32(number, small);
    out.writeBool(number, bits > 0);
    out.writeFixed32(number, small);
    out.writeFixed64(number, bits);
    out.writeDouble(number, real);
    out.writeByteArray(number, bytes);
    out.writeString(number, "é" + bits);
    out.flush();
    assertThat(writer.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 126, 127, 128, 129, 16_383, 16_384, 300_000})
  void nestsMessagesOfAnyLength(int length) {
    byte[] content = new byte[length];
    Arrays.fill(content, (byte) 7);
    WireWriter writer = new WireWriter(MAX_BYTES);
    int outer = writer.begin(1);
    int inner = writer.begin(2);
    writer.fields(Slice.of(content));
    writer.end(inner);
    writer.varint(3, 5);
    writer.end(outer);

    WireReader reader = new WireReader(writer.written());
    assertThat(reader.next()).isTrue();
    WireReader nested = new WireReader(reader.slice());
    assertThat(nested.next()).isTrue();
    assertThat(nested.slice()).isEqualTo(Slice.of(content));
    assertThat(nested.next()).isTrue();
    assertThat(nested.value()).isEqualTo(5);
    assertThat(reader.next()).isFalse();
  }

  @Test
  void writesUpToItsLimitAndNotBeyond() {
    WireWriter writer = new WireWriter(10);
    writer.bytes(1, Slice.of(new byte[8]));

    assertThat(writer.size()).isEqualTo(10);
    assertThatThrownBy(() -> writer.varint(1, 1))
        .isInstanceOf(OtlpTooLargeException.class)
        .hasMessage("larger than the limit of 10 bytes");
  }

  @Test
  void refusesALengthThatNoLongerFits() {
    WireWriter writer = new WireWriter(130);
    int mark = writer.begin(1);
    writer.fields(Slice.of(new byte[128]));

    assertThatThrownBy(() -> writer.end(mark)).isInstanceOf(OtlpTooLargeException.class);
  }

  @Test
  void startsOver() {
    WireWriter writer = new WireWriter(100);
    writer.varint(1, 1);
    writer.reset();

    assertThat(writer.size()).isZero();
    assertThat(writer.written().isEmpty()).isTrue();
  }
}
