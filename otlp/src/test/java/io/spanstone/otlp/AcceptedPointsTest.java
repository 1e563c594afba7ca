package io.spanstone.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.spanstone.otlp.OddRequests.OddRequest;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is left without the points of refused times, against protobuf-java. */
class AcceptedPointsTest {
  private static final List<AcceptedTimes> TIMES =
      List.of(
          AcceptedTimes.ALL,
          new AcceptedTimes(1, Long.MAX_VALUE),
          new AcceptedTimes(128, 1L << 53),
          new AcceptedTimes(2, 2));

  @Property(tries = 100)
  void leavesOutTheRefusedPointsAndNothingElse(@ForAll("metrics") OddRequest request)
      throws InvalidProtocolBufferException {
    MetricsData sent = MetricsData.parseFrom(request.encoded().toByteArray());
    for (AcceptedTimes times : TIMES) {
      MetricsData expected = (MetricsData) filtered(sent, times);

      ScanResult scan = OtlpScan.scan(Signal.METRICS, request.encoded(), times);
      Slice rest = AcceptedPoints.of(request.encoded(), times).request();

      assertThat(scan.records()).isEqualTo(points(sent));
      assertThat(scan.validRecords()).isEqualTo(points(expected));
      assertThat(MetricsData.parseFrom(rest.toByteArray())).isEqualTo(expected);
    }
  }

  @Example
  void namesTheFirstRefusedPoint() {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (long time : new long[] {500, 0, 2000}) {
      gauge.addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(time));
    }
    Metric metric = Metric.newBuilder().setName("jvm.memory.used").setGauge(gauge).build();
    MetricsData data =
        MetricsData.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
            .build();

    AcceptedPoints.Rest rest =
        AcceptedPoints.of(Slice.of(data.toByteArray()), new AcceptedTimes(1, 1000));

    assertThat(rest.firstMetric()).isEqualTo("jvm.memory.used");
    assertThat(rest.firstTimeUnixNano()).isZero();
  }

  @Provide
  Arbitrary<OddRequest> metrics() {
    return OddRequests.scrambled().filter(request -> request.signal() == Signal.METRICS);
  }

  private static Message filtered(Message message, AcceptedTimes times) {
    Message.Builder builder = message.toBuilder();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && field.isRepeated()) {
                builder.setField(field, filteredAll((List<?>) value, times));
              } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                builder.setField(field, filtered((Message) value, times));
              }
            });
    return builder.build();
  }

  private static List<Message> filteredAll(List<?> messages, AcceptedTimes times) {
    List<Message> kept = new ArrayList<>();
    for (Object each : messages) {
      Message message = (Message) each;
      if (!isPoint(message) || times.accept(time(message))) {
        kept.add(filtered(message, times));
      }
    }
    return kept;
  }

  private static int points(Message message) {
    int points = 0;
    for (Object value : message.getAllFields().values()) {
      for (Object each : value instanceof List<?> list ? list : List.of(value)) {
        points += each instanceof Message inner ? (isPoint(inner) ? 1 : points(inner)) : 0;
      }
    }
    return points;
  }

  private static boolean isPoint(Message message) {
    return message.getDescriptorForType().getName().endsWith("DataPoint");
  }

  private static long time(Message point) {
    return (long) point.getField(point.getDescriptorForType().findFieldByName("time_unix_nano"));
  }
}
