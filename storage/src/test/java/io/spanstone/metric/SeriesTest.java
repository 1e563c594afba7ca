package io.spanstone.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeriesTest {
  private final Series series =
      Series.ofNumbers(
          Labels.of("a", "b"),
          false,
          new long[] {10, 20, 30, 40},
          new double[] {1, StaleMarker.VALUE, Double.NaN, 4});

  @Test
  void cutsOutATime() {
    assertThat(times(series.between(10, 30))).containsExactly(20, 30);
    assertThat(times(series.between(0, 9))).isEmpty();
    assertThat(times(series.between(9, 100))).containsExactly(10, 20, 30, 40);
    assertThat(times(series.between(30, 20))).isEmpty();
  }

  @Test
  void tellsStaleMarkersFromOtherNaNs() {
    assertThat(series.isStale(1)).isTrue();
    assertThat(series.isStale(2)).isFalse();
    assertThat(times(series.withoutStale())).containsExactly(10, 30, 40);
    assertThat(series.withoutStale().value(2)).isEqualTo(4);
  }

  @Test
  void histogramsWeighMore() {
    NativeHistogram histogram =
        new NativeHistogram(
            0, 0, 0, 3, 3, HistogramBuckets.dense(1, 1, 1, 1), HistogramBuckets.EMPTY);
    NativeHistogram[] histograms = {histogram, null};
    Series mixed =
        Series.ofHistograms(
            Labels.EMPTY, true, new long[] {1, 2}, new double[] {0, StaleMarker.VALUE}, histograms);

    assertThat(series.weight()).isEqualTo(4);
    assertThat(mixed.weight()).isEqualTo(1 + histogram.weight());
    assertThat(mixed.isStale(0)).isFalse();
    assertThat(mixed.isStale(1)).isTrue();
    assertThat(mixed.withoutStale().histogram(0)).isEqualTo(histogram);
    assertThat(mixed.between(1, 2).size()).isEqualTo(1);
  }

  @Test
  void refusesArraysThatDoNotGoTogether() {
    assertThatThrownBy(
            () -> Series.ofNumbers(Labels.EMPTY, false, new long[] {1}, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long[] times(Series series) {
    long[] times = new long[series.size()];
    for (int place = 0; place < times.length; place++) {
      times[place] = series.timeMillis(place);
    }
    return times;
  }
}
