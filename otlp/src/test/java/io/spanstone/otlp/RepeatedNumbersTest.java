package io.spanstone.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RepeatedNumbersTest {
  /** With every second number made 0 there are runs of zeros at both ends and in between. */
  @Property(tries = 300)
  void skippedZerosAreZerosAndNothingElse(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 3) Long> numbers,
      @ForAll @LongRange(min = 1) long factor) {
    List<Long> counts = numbers.stream().map(number -> number > 1 ? number * factor : 0).toList();
    byte[] buckets =
        ExponentialHistogramDataPoint.Buckets.newBuilder()
            .addAllBucketCounts(counts)
            .build()
            .toByteArray();

    List<Long> walked = new ArrayList<>();
    RepeatedNumbers walk = new RepeatedNumbers(Slice.of(buckets), 2, WireReader.VARINT);
    while (walk.next()) {
      walked.add(walk.longValue());
      for (int zeros = walk.skipZeros(); zeros > 0; zeros--) {
        walked.add(0L);
      }
    }

    assertThat(walked).isEqualTo(counts);
  }
}
