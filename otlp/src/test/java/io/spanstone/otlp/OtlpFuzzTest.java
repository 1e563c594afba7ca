package io.spanstone.otlp;

import static io.spanstone.otlp.Agreement.assertAgreesWithProtobuf;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;

/**
 * Fuzz targets. As tests they run over their corpus in {@code src/test/resources}; with {@code
 * JAZZER_FUZZ=1} in the environment, and one of them chosen, Jazzer looks for new inputs, as {@code
 * ./spanstone test --full} does with each.
 */
class OtlpFuzzTest {
  private static final int MAX_BYTES = 1 << 24;

  @FuzzTest(maxDuration = "30s")
  void tracesAreReadAsProtobufReadsThem(byte[] request) throws InvalidProtocolBufferException {
    assertAgreesWithProtobuf(Signal.TRACES, Slice.of(request));
  }

  @FuzzTest(maxDuration = "30s")
  void logsAreReadAsProtobufReadsThem(byte[] request) throws InvalidProtocolBufferException {
    assertAgreesWithProtobuf(Signal.LOGS, Slice.of(request));
  }

  @FuzzTest(maxDuration = "30s")
  void metricsAreReadAsProtobufReadsThem(byte[] request) throws InvalidProtocolBufferException {
    assertAgreesWithProtobuf(Signal.METRICS, Slice.of(request));
  }

  @FuzzTest(maxDuration = "30s")
  void jsonBecomesARequestThatPassesTheScan(byte[] json) {
    for (Signal signal : Signal.values()) {
      try {
        OtlpScan.scan(signal, OtlpJson.toProtobuf(signal, Slice.of(json), MAX_BYTES));
      } catch (MalformedOtlpException e) {
        assertThat(e).hasMessageNotContaining(" at byte "); // the JSON is refused, not its protobuf
      }
    }
  }
}
