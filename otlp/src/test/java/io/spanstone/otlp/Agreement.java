package io.spanstone.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** That we and protobuf-java take the same requests, and read the same from them. */
final class Agreement {
  /**
   * Of a varint whose tenth byte is not its last, protobuf-java takes ten bytes where it reads the
   * value and refuses it where it skips it. We refuse it, as other languages' parsers do.
   */
  private static final String OVERLONG_VARINT = ": varint longer than 10 bytes at byte ";

  private Agreement() {}

  static void assertAgreesWithProtobuf(Signal signal, Slice request)
      throws InvalidProtocolBufferException {
    byte[] bytes = request.toByteArray();
    String refusal = refusal(signal, request);
    if (refusal != null && refusal.contains(OVERLONG_VARINT)) {
      return;
    }
    assertThat(refusal == null)
        .as("%s: %s", HexFormat.of().formatHex(bytes), refusal)
        .isEqualTo(Oracle.accepts(signal, bytes));
    if (refusal == null && Oracle.hasValidUtf8(signal, bytes)) {
      assertThat(Envelope.read(signal, request))
          .isEqualTo(Envelope.of(Oracle.parse(signal, bytes)));
    }
  }

  private static @Nullable String refusal(Signal signal, Slice request) {
    try {
      OtlpScan.scan(signal, request);
      return null;
    } catch (MalformedOtlpException e) {
      assertThat(e).hasMessageMatching("(?s).*: .* at byte \\d+");
      return e.getMessage();
    }
  }
}
