package io.spanstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WireScramblerTest {
  @Property(tries = 200)
  void protobufReadsTheSameMessage(@ForAll("traces") TracesData message, @ForAll long seed)
      throws InvalidProtocolBufferException {
    assertReadsTheSame(message, seed);
  }

  @Property(tries = 200)
  void protobufReadsTheSameMetrics(@ForAll("metrics") MetricsData message, @ForAll long seed)
      throws InvalidProtocolBufferException {
    assertReadsTheSame(message, seed);
  }

  @Property(tries = 200)
  void protobufReadsTheSameLogs(@ForAll("logs") LogsData message, @ForAll long seed)
      throws InvalidProtocolBufferException {
    assertReadsTheSame(message, seed);
  }

  @Provide
  Arbitrary<TracesData> traces() {
    return OddOtlp.traces();
  }

  @Provide
  Arbitrary<MetricsData> metrics() {
    return OddOtlp.metrics();
  }

  @Provide
  Arbitrary<LogsData> logs() {
    return OddOtlp.logs();
  }

  private static void assertReadsTheSame(Message message, long seed)
      throws InvalidProtocolBufferException {
    byte[] scrambled = new WireScrambler(new Random(seed)).scramble(message);

    assertThat(DiscardUnknownFieldsParser.wrap(message.getParserForType()).parseFrom(scrambled))
        .isEqualTo(message);
  }
}
