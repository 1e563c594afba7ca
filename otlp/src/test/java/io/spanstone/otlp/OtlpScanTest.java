package io.spanstone.otlp;

import static io.spanstone.otlp.Agreement.assertAgreesWithProtobuf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.spanstone.otlp.OddRequests.OddRequest;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the scan lets pass and counts, against protobuf-java. */
class OtlpScanTest {
  private static final int FLIPS_PER_REQUEST = 20;

  @Property(tries = 300)
  void countsTheRecords(@ForAll("scrambled") OddRequest request) {
    List<Message> records = Envelope.of(request.message()).stream().map(Envelope::record).toList();

    assertThat(OtlpScan.scan(request.signal(), request.encoded()))
        .isEqualTo(
            new ScanResult(
                records.stream().mapToInt(OtlpScanTest::count).sum(),
                (int) records.stream().filter(OtlpScanTest::isInvalid).count()));
  }

  @Property(tries = 15)
  void refusesARequestCutOffAnywhereUnlessProtobufTakesIt(@ForAll("scrambled") OddRequest request)
      throws InvalidProtocolBufferException {
    byte[] whole = request.encoded().toByteArray();
    for (int length = 0; length < whole.length; length++) {
      assertAgreesWithProtobuf(request.signal(), new Slice(whole, 0, length));
    }
  }

  @Property(tries = 150)
  void agreesWithProtobufOnDamagedRequests(@ForAll("plain") OddRequest request, @ForAll long seed)
      throws InvalidProtocolBufferException {
    Random random = new Random(seed);
    byte[] damaged = request.encoded().toByteArray();
    for (int i = 0; i < FLIPS_PER_REQUEST && damaged.length > 0; i++) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      assertAgreesWithProtobuf(request.signal(), Slice.of(damaged));
    }
  }

  @Provide
  Arbitrary<OddRequest> scrambled() {
    return OddRequests.scrambled();
  }

  @Provide
  Arbitrary<OddRequest> plain() {
    return OddRequests.plain();
  }

  private static int count(Message record) {
    return record instanceof Metric metric
        ? metric.getGauge().getDataPointsCount()
            + metric.getSum().getDataPointsCount()
            + metric.getHistogram().getDataPointsCount()
            + metric.getExponentialHistogram().getDataPointsCount()
            + metric.getSummary().getDataPointsCount()
        : 1;
  }

  private static boolean isInvalid(Message record) {
    return record instanceof Span span
        && !(isId(span.getTraceId(), 16) && isId(span.getSpanId(), 8));
  }

  private static boolean isId(ByteString bytes, int length) {
    return bytes.size() == length && !bytes.equals(ByteString.copyFrom(new byte[length]));
  }
}
