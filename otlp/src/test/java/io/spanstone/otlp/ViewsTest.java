package io.spanstone.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.otlp.OddRequests.OddRequest;
import io.spanstone.testkit.RandomOtlp;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The cursor and the views against protobuf-java. */
class ViewsTest {
  @Property(tries = 500)
  void readEveryFieldOfEveryRecord(@ForAll("requests") OddRequest request)
      throws InvalidProtocolBufferException {
    assertThat(Envelope.read(request.signal(), request.encoded()))
        .isEqualTo(Envelope.of(request.message()));
  }

  @Property(tries = 50)
  void readWhatServicesSend(@ForAll long seed) throws InvalidProtocolBufferException {
    TracesData data = new RandomOtlp(seed).traces(60);

    assertThat(Envelope.read(Signal.TRACES, Slice.of(data.toByteArray())))
        .isEqualTo(Envelope.of(data));
  }

  @Property(tries = 100)
  void readMessagesThatLieAnywhereInAnArray(@ForAll("requests") OddRequest request)
      throws InvalidProtocolBufferException {
    int length = request.encoded().length();
    byte[] padded = new byte[length + 20];
    System.arraycopy(request.encoded().toByteArray(), 0, padded, 7, length);
    Slice inside = new Slice(padded, 7, 7 + length);

    assertThat(Envelope.read(request.signal(), inside)).isEqualTo(Envelope.of(request.message()));
  }

  @Property(tries = 200)
  void allAttributesOfASpanLieInTheirRange(@ForAll("requests") OddRequest request) {
    Assume.that(request.signal() == Signal.TRACES);
    RecordCursor spans = new RecordCursor(request.encoded());
    SpanView span = new SpanView();
    while (spans.next()) {
      span.read(spans.record());
      Slice range = new Slice(span.message().array(), span.attributesFrom(), span.attributesTo());
      assertThat(Rebuilt.keyValues(new KeyValues(range, SpanView.ATTRIBUTES)))
          .isEqualTo(Rebuilt.keyValues(span.attributes()));
    }
  }

  @Provide
  Arbitrary<OddRequest> requests() {
    return OddRequests.scrambled();
  }
}
