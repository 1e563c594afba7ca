package io.spanstone.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.otlp.OddRequests.OddRequest;
import io.spanstone.testkit.RandomOtlp;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EnvelopeWriterTest {
  private static final int MAX_BYTES = 1 << 24;

  @Property(tries = 200)
  void keepsEveryRecordAndWhatItsEnvelopeSays(@ForAll("requests") OddRequest request)
      throws InvalidProtocolBufferException {
    EnvelopeWriter writer = new EnvelopeWriter(MAX_BYTES);
    addAll(writer, request.encoded());
    Slice packed = writer.finish();

    assertThat(Envelope.of(Oracle.parse(request.signal(), packed.toByteArray())))
        .isEqualTo(Envelope.of(request.message()))
        .hasSize(writer.records());
  }

  @Provide
  Arbitrary<OddRequest> requests() {
    return OddRequests.scrambled();
  }

  @Test
  void joinsRunsOfEqualResourcesAndScopes() throws InvalidProtocolBufferException {
    byte[] request = new RandomOtlp(3).traces(300).toByteArray();
    EnvelopeWriter writer = new EnvelopeWriter(MAX_BYTES);
    addAll(writer, Slice.of(request.clone()));
    addAll(writer, Slice.of(request.clone()));
    writer.reset();
    addAll(writer, Slice.of(request));

    TracesData packed = TracesData.parseFrom(writer.finish().toByteArray());
    assertThat(packed).isEqualTo(TracesData.parseFrom(request));
    assertThat(writer.records()).isEqualTo(300);
  }

  @Test
  void opensAnotherScopeForAnotherSchemaUrl() throws InvalidProtocolBufferException {
    Slice scope = Slice.EMPTY;
    EnvelopeWriter writer = new EnvelopeWriter(MAX_BYTES);
    writer.add(Slice.EMPTY, Slice.EMPTY, scope, Slice.EMPTY, Slice.EMPTY);
    writer.add(Slice.EMPTY, Slice.EMPTY, scope, Slice.ofUtf8("x"), Slice.EMPTY);
    writer.add(Slice.EMPTY, Slice.ofUtf8("y"), scope, Slice.ofUtf8("x"), Slice.EMPTY);

    TracesData packed = TracesData.parseFrom(writer.finish().toByteArray());
    assertThat(packed.getResourceSpansList())
        .extracting(resource -> resource.getScopeSpansCount())
        .containsExactly(2, 1);
  }

  @Test
  void holdsToItsLimit() {
    EnvelopeWriter writer = new EnvelopeWriter(50);
    Slice thirtyBytes = Slice.of(new byte[30]);
    writer.add(Slice.EMPTY, Slice.EMPTY, Slice.EMPTY, Slice.EMPTY, thirtyBytes);

    assertThatThrownBy(
            () -> writer.add(Slice.EMPTY, Slice.EMPTY, Slice.EMPTY, Slice.EMPTY, thirtyBytes))
        .isInstanceOf(OtlpTooLargeException.class);
  }

  private static void addAll(EnvelopeWriter writer, Slice request) {
    RecordCursor records = new RecordCursor(request);
    while (records.next()) {
      writer.add(records);
    }
  }
}
