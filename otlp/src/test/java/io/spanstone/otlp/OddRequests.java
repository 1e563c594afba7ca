package io.spanstone.otlp;

import com.google.protobuf.Message;
import io.spanstone.testkit.OddOtlp;
import io.spanstone.testkit.WireScrambler;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Requests in odd encodings, as inputs of the property tests. */
final class OddRequests {
  private static final List<Signal> SIGNALS = List.of(Signal.values());

  private OddRequests() {}

  /** A message, and one of its encodings. */
  record OddRequest(Signal signal, Message message, Slice encoded) {
    @Override
    public String toString() {
      return signal + " " + message;
    }
  }

  /** Encoded as nobody does, but as protobuf allows. */
  static Arbitrary<OddRequest> scrambled() {
    return Arbitraries.randomValue(random -> request(random, true));
  }

  /** Encoded as everybody does. */
  static Arbitrary<OddRequest> plain() {
    return Arbitraries.randomValue(random -> request(random, false));
  }

  private static OddRequest request(Random random, boolean scrambled) {
    Signal signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
    Message message =
        switch (signal) {
          case TRACES -> OddOtlp.traces(random);
          case LOGS -> OddOtlp.logs(random);
          case METRICS -> OddOtlp.metrics(random);
        };
    byte[] bytes = scrambled ? new WireScrambler(random).scramble(message) : message.toByteArray();
    return new OddRequest(signal, message, Slice.of(bytes));
  }
}
