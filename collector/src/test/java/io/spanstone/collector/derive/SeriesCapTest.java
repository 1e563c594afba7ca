package io.spanstone.collector.derive;

import static io.spanstone.collector.derive.SeriesCap.Admission.ADMITTED;
import static io.spanstone.collector.derive.SeriesCap.Admission.OTHER_SERIES;
import static io.spanstone.collector.derive.SeriesCap.Admission.OTHER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeriesCapTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final SeriesCap cap = new SeriesCap(new DeriveLimits(2, 2, 3, 100, 1 << 20));

  @Test
  void lets_in_so_many_series_of_a_service_and_these_again_and_again() {
    assertThat(cap.admit("a", 1, NOW)).isEqualTo(ADMITTED);
    assertThat(cap.admit("a", 2, NOW)).isEqualTo(ADMITTED);
    assertThat(cap.admit("a", 3, NOW)).isEqualTo(OTHER_SERIES);
    assertThat(cap.admit("a", 1, NOW)).isEqualTo(ADMITTED);
    assertThat(cap.admit("a", 2, NOW)).isEqualTo(ADMITTED);
  }

  @Test
  void lets_in_so_many_series_of_all_services() {
    cap.admit("a", 1, NOW);
    cap.admit("a", 2, NOW);
    assertThat(cap.admit("b", 1, NOW)).isEqualTo(ADMITTED);
    assertThat(cap.admit("b", 2, NOW)).isEqualTo(OTHER_SERIES);
    assertThat(cap.size()).isEqualTo(3);
  }

  @Test
  void lets_in_so_many_services() {
    cap.admit("a", 1, NOW);
    cap.admit("b", 1, NOW);
    assertThat(cap.admit("c", 1, NOW)).isEqualTo(OTHER_SERVICE);
    assertThat(cap.admit("b", 1, NOW)).isEqualTo(ADMITTED);
  }

  @Test
  void makes_room_when_a_series_has_not_been_seen_for_two_hours() {
    cap.admit("a", 1, NOW);
    cap.admit("a", 2, NOW);
    assertThat(cap.admit("a", 2, NOW.plus(Duration.ofMinutes(70)))).isEqualTo(ADMITTED);
    assertThat(cap.admit("a", 3, NOW.plus(Duration.ofMinutes(80)))).isEqualTo(OTHER_SERIES);
    assertThat(cap.admit("a", 3, NOW.plus(Duration.ofMinutes(140)))).isEqualTo(ADMITTED);
    assertThat(cap.admit("a", 2, NOW.plus(Duration.ofMinutes(141)))).isEqualTo(ADMITTED);
    assertThat(cap.admit("a", 1, NOW.plus(Duration.ofMinutes(142)))).isEqualTo(OTHER_SERIES);
  }
}
