package io.spanstone.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Native histograms against the observations that they are made of. */
class NativeHistogramTest {
  private static final Offset<Double> CLOSE = within(1e-9);
  private static final double ZERO_THRESHOLD = 0.01;

  @Property(tries = 300)
  void countsEveryObservationInItsBucket(
      @ForAll long seed, @ForAll @IntRange(min = -4, max = 8) int schema) {
    double[] observations = observations(new Random(seed));
    NativeHistogram histogram = TestHistograms.of(schema, ZERO_THRESHOLD, observations);

    for (HistogramBucket bucket : histogram.buckets()) {
      assertThat(bucket.count()).isEqualTo(inside(bucket, observations));
    }
    assertThat(histogram.buckets().stream().mapToDouble(HistogramBucket::count).sum())
        .isEqualTo(observations.length);
    assertThat(histogram.buckets())
        .isSortedAccordingTo((a, b) -> Double.compare(a.upper(), b.upper()));
  }

  @Property(tries = 300)
  void addingUpIsObservingAll(
      @ForAll long seed,
      @ForAll @IntRange(min = -4, max = 8) int schema,
      @ForAll @IntRange(min = -4, max = 8) int otherSchema) {
    Random random = new Random(seed);
    double[] some = observations(random);
    double[] more = observations(random);
    double[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    NativeHistogram a = TestHistograms.of(schema, 0.01, some);
    NativeHistogram b = TestHistograms.of(otherSchema, 0.01, more);
    NativeHistogram whole = TestHistograms.of(Math.min(schema, otherSchema), 0.01, all);

    assertSame(a.plus(b), whole);
    assertSame(b.plus(a), whole);
    assertSame(whole.minus(b), a.atSchema(whole.schema()));
    assertSame(a.plus(a), a.times(2));
  }

  @Property(tries = 300)
  void quantilesAreWithinTheirBucket(@ForAll long seed) {
    Random random = new Random(seed);
    double[] observations = observations(random);
    Arrays.sort(observations);
    NativeHistogram histogram = TestHistograms.of(7, 1e-9, observations);

    for (double quantile : new double[] {0, 0.01, 0.3, 0.5, 0.77, 0.99, 1}) {
      int rank = (int) Math.max(0, Math.ceil(quantile * observations.length) - 1);
      double low = observations[rank];
      double high = observations[Math.min(rank + 1, observations.length - 1)];
      assertThat(histogram.quantile(quantile))
          .isBetween(low - Math.abs(low) * 0.01, high + Math.abs(high) * 0.01);
    }
  }

  @Property(tries = 300)
  void fractionsAreTheInverseOfQuantiles(
      @ForAll long seed, @ForAll @IntRange(min = -4, max = 8) int schema) {
    Random random = new Random(seed);
    NativeHistogram histogram = TestHistograms.of(schema, 0, observations(random));
    double quantile = random.nextDouble();

    double value = histogram.quantile(quantile);
    double share = histogram.fraction(Double.NEGATIVE_INFINITY, value);

    assertThat(share).isCloseTo(quantile, within(1e-6));
    assertThat(histogram.fraction(value, Double.POSITIVE_INFINITY)).isCloseTo(1 - share, CLOSE);
  }

  @Test
  void interpolatesExponentially() {
    NativeHistogram histogram =
        new NativeHistogram(0, 0, 0, 4, 6, HistogramBuckets.dense(1, 2, 2), HistogramBuckets.EMPTY);

    assertThat(histogram.quantile(0.25)).isCloseTo(Math.sqrt(2), CLOSE); // half of (1, 2]
    assertThat(histogram.quantile(0.75)).isCloseTo(Math.sqrt(8), CLOSE);
    assertThat(histogram.quantile(0.5)).isCloseTo(2, CLOSE);
    assertThat(histogram.quantile(1)).isCloseTo(4, CLOSE);
    assertThat(histogram.quantile(-0.1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(histogram.quantile(1.1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(histogram.quantile(Double.NaN)).isNaN();
    assertThat(histogram.fraction(Math.sqrt(2), 4)).isCloseTo(0.75, CLOSE);
    assertThat(histogram.fraction(4, 2)).isZero();
  }

  @Test
  void interpolatesLinearlyAroundZero() {
    HistogramBuckets none = HistogramBuckets.EMPTY;
    HistogramBuckets some = HistogramBuckets.dense(1, 5);

    assertThat(new NativeHistogram(0, 0.5, 10, 10, 0, none, none).quantile(0.75))
        .isCloseTo(0.25, CLOSE);
    assertThat(new NativeHistogram(0, 0.5, 5, 10, 9, some, none).quantile(0.25))
        .isCloseTo(0.25, CLOSE);
    assertThat(new NativeHistogram(0, 0.5, 5, 10, -9, none, some).quantile(0.75))
        .isCloseTo(-0.25, CLOSE);
  }

  @Test
  void knowsNoQuantileOfNothing() {
    NativeHistogram nothing =
        new NativeHistogram(0, 0, 0, 0, 0, HistogramBuckets.EMPTY, HistogramBuckets.EMPTY);

    assertThat(nothing.quantile(0.5)).isNaN();
    assertThat(nothing.fraction(0, 1)).isNaN();
    assertThat(nothing.average()).isNaN();
  }

  @Test
  void takesTheVarianceFromTheMiddlesOfTheBuckets() {
    NativeHistogram histogram = TestHistograms.of(8, 0, 1, 2, 3, 4, -5);

    assertThat(histogram.average()).isCloseTo(1, CLOSE);
    assertThat(histogram.variance()).isCloseTo(10, within(0.05));
  }

  @Test
  void widensTheZeroBucketToTheWiderOne() {
    NativeHistogram narrow = TestHistograms.of(0, 0.001, 0.0005, 0.3, 0.9, 5, -0.2);
    NativeHistogram wide = TestHistograms.of(0, 0.4, 0.1, 7);

    NativeHistogram sum = narrow.plus(wide);

    // 0.4 cuts the populated bucket (0.25, 0.5], which goes into the zero bucket as a whole.
    assertThat(sum.zeroThreshold()).isEqualTo(0.5);
    assertThat(sum.zeroCount()).isEqualTo(4);
    assertThat(sum.count()).isEqualTo(7);
    assertThat(wide.plus(narrow)).isEqualTo(sum);
  }

  @Property(tries = 200)
  void aGrowingHistogramIsNoReset(
      @ForAll long seed, @ForAll @IntRange(min = -4, max = 7) int schema) {
    Random random = new Random(seed);
    NativeHistogram before = TestHistograms.of(8, 0.01, observations(random));
    NativeHistogram after = before.plus(TestHistograms.of(schema, 0.01, observations(random)));

    assertThat(after.isResetAfter(before)).isFalse();
    assertThat(before.isResetAfter(after)).isTrue();
    assertThat(before.isResetAfter(before)).isFalse();
  }

  @Test
  void reducesFinerOtlpScales() {
    double[] counts = new double[64];
    Arrays.fill(counts, 1);
    NativeHistogram histogram =
        NativeHistogram.ofOtlp(12, 0, 0, 64, 64, 4096, counts, 0, new double[0]);

    assertThat(histogram.schema()).isEqualTo(8);
    assertThat(histogram.positive()).isEqualTo(HistogramBuckets.dense(257, 16, 16, 16, 16));
    assertThat(histogram.buckets().get(0).lower()).isCloseTo(2, CLOSE);
  }

  @Test
  void refusesWhatIsNoHistogram() {
    HistogramBuckets none = HistogramBuckets.EMPTY;

    assertThatThrownBy(() -> new NativeHistogram(9, 0, 0, 0, 0, none, none))
        .hasMessage("schema must be -4 to 8, not 9");
    assertThatThrownBy(() -> new NativeHistogram(0, -1, 0, 0, 0, none, none))
        .hasMessageContaining("zero threshold");
    assertThatThrownBy(
            () -> new NativeHistogram(0, 0, 0, 1, 1, HistogramBuckets.dense(2000, 1), none))
        .hasMessageContaining("beyond all numbers");
    assertThatThrownBy(
            () ->
                NativeHistogram.ofOtlp(
                    20, 0, 0, 1, 1, Integer.MAX_VALUE, new double[] {1}, 0, new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> NativeHistogram.ofOtlp(-5, 0, 0, 0, 0, 0, new double[0], 0, new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bucketsReachTheLargestAndTheSmallestNumbers() {
    NativeHistogram histogram =
        TestHistograms.of(8, 0, Double.MAX_VALUE, Double.MIN_NORMAL, 1, -Double.MAX_VALUE);

    List<HistogramBucket> buckets = histogram.buckets();
    assertThat(buckets).hasSize(4);
    assertThat(buckets.get(3).upper()).isEqualTo(Double.MAX_VALUE);
    assertThat(buckets.get(0).lower()).isEqualTo(-Double.MAX_VALUE);
  }

  private static void assertSame(NativeHistogram actual, NativeHistogram expected) {
    assertThat(actual.schema()).isEqualTo(expected.schema());
    assertThat(actual.positive()).isEqualTo(expected.positive());
    assertThat(actual.negative()).isEqualTo(expected.negative());
    assertThat(actual.zeroCount()).isEqualTo(expected.zeroCount());
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.sum()).isCloseTo(expected.sum(), within(1e-6));
  }

  private static double inside(HistogramBucket bucket, double[] observations) {
    return Arrays.stream(observations)
        .filter(
            value -> {
              if (bucket.isZero()) {
                return value >= bucket.lower() && value <= bucket.upper();
              }
              if (Math.abs(value) <= ZERO_THRESHOLD) {
                return false;
              }
              return bucket.lower() >= 0
                  ? value > bucket.lower() && value <= bucket.upper()
                  : value >= bucket.lower() && value < bucket.upper();
            })
        .count();
  }

  private static double[] observations(Random random) {
    List<Double> observations = new ArrayList<>();
    int count = 1 + random.nextInt(200);
    for (int i = 0; i < count; i++) {
      double size = Math.exp(random.nextGaussian() * 3);
      observations.add(random.nextInt(4) == 0 ? -size : size);
    }
    return observations.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
