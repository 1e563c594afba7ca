package io.spanstone.query.alert.silence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.query.request.JsonFields;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RecurrenceTest {
  private static final String NIGHTS =
      """
      {"timeZone": "Europe/Berlin", "windows": [
        {"days": ["friday"], "from": "22:00", "to": "06:00"},
        {"days": ["sunday"]}
      ]}
      """;

  @Test
  void goesByTheClocksOfItsZone() {
    Recurrence nights = read(NIGHTS);

    assertThat(nights.contains(at("2026-01-09T20:59:59Z"))).as("friday 21:59").isFalse();
    assertThat(nights.contains(at("2026-01-09T21:00:00Z"))).as("friday 22:00").isTrue();
    assertThat(nights.contains(at("2026-01-10T04:59:59Z"))).as("saturday 05:59").isTrue();
    assertThat(nights.contains(at("2026-01-10T05:00:00Z"))).as("saturday 06:00").isFalse();
    assertThat(nights.contains(at("2026-01-10T23:30:00Z"))).as("sunday 00:30").isTrue();
    assertThat(nights.contains(at("2026-01-11T23:30:00Z"))).as("monday 00:30").isFalse();
  }

  @Test
  void tenIsTenInSummerToo() {
    Recurrence nights = read(NIGHTS);

    assertThat(nights.contains(at("2026-07-10T20:00:00Z"))).as("friday 22:00 of summer").isTrue();
    assertThat(nights.contains(at("2026-07-10T19:59:00Z"))).isFalse();
  }

  /** The slow way: the last beginning of the window, and how many minutes of the clock ago. */
  @Property
  void agreesWithTheLongWayRound(
      @ForAll @LongRange(min = 1_767_000_000, max = 1_799_000_000) long second,
      @ForAll DayOfWeek day,
      @ForAll @IntRange(max = 1_439) int from,
      @ForAll @IntRange(max = 1_439) int to) {
    if (from == to) {
      return;
    }
    Instant time = Instant.ofEpochSecond(second);
    Recurrence recurrence =
        read(
            "{\"timeZone\":\"Asia/Shanghai\",\"windows\":[{\"days\":[\"%s\"],\"from\":\"%s\",\"to\":\"%s\"}]}"
                .formatted(
                    day.name().toLowerCase(Locale.ROOT),
                    LocalTime.ofSecondOfDay(from * 60L),
                    LocalTime.ofSecondOfDay(to * 60L)));
    ZonedDateTime local = time.atZone(recurrence.zone());
    boolean expected = false;
    for (int back = 0; back <= 1; back++) {
      ZonedDateTime begin =
          local.toLocalDate().minusDays(back).atStartOfDay(recurrence.zone()).plusMinutes(from);
      ZonedDateTime end = begin.plusMinutes(to > from ? to - from : 1_440 + to - from);
      expected |= begin.getDayOfWeek() == day && !local.isBefore(begin) && local.isBefore(end);
    }

    assertThat(recurrence.contains(time)).isEqualTo(expected);
  }

  private static Recurrence read(String json) {
    JsonFields fields = JsonFields.of(json.getBytes(UTF_8));
    Recurrence recurrence = Recurrence.read(fields);
    fields.check();
    return recurrence;
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
