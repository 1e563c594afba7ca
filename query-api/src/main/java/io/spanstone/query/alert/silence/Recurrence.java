package io.spanstone.query.alert.silence;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.JsonFields;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Times of the week, by the clocks of a time zone: also where these are put forward and back, ten
 * o'clock is ten o'clock. Immutable.
 */
record Recurrence(ZoneId zone, List<Window> windows) {
  private static final int MOST_WINDOWS = 50;
  private static final int MINUTES_A_DAY = 24 * 60;

  /**
   * @param days on which it begins
   * @param from minute of the day, inclusive
   * @param to minute of the day, exclusive; on the day after if it is not after {@code from}
   */
  record Window(Set<DayOfWeek> days, int from, int to) {
    Window {
      days = Set.copyOf(days);
    }

    boolean contains(DayOfWeek day, int minute) {
      boolean overnight = to <= from;
      if (days.contains(day) && minute >= from && (overnight || minute < to)) {
        return true;
      }
      return overnight && days.contains(day.minus(1)) && minute < to;
    }
  }

  Recurrence {
    windows = List.copyOf(windows);
  }

  boolean contains(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    int minute = local.getHour() * 60 + local.getMinute();
    return windows.stream().anyMatch(each -> each.contains(local.getDayOfWeek(), minute));
  }

  static @Nullable Recurrence read(JsonFields fields) {
    ZoneId zone = fields.optional("timeZone", Recurrence::zone, ZoneId.of("UTC"));
    List<JsonFields> objects = fields.objects("windows");
    if (objects == null || objects.isEmpty()) {
      fields.fault("windows", "is missing; give a list of one time of the week at least");
      return null;
    }
    if (objects.size() > MOST_WINDOWS) {
      fields.fault("windows", "must be %d at most, not %d".formatted(MOST_WINDOWS, objects.size()));
    }
    List<Window> windows = new ArrayList<>();
    for (JsonFields each : objects) {
      windows.add(readWindow(each));
    }
    return new Recurrence(zone, windows);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("timeZone", zone.getId());
    json.writeArrayFieldStart("windows");
    for (Window each : windows) {
      json.writeStartObject();
      json.writeArrayFieldStart("days");
      for (DayOfWeek day : DayOfWeek.values()) {
        if (each.days().contains(day)) {
          json.writeString(day.name().toLowerCase(Locale.ROOT));
        }
      }
      json.writeEndArray();
      json.writeStringField("from", clock(each.from()));
      json.writeStringField("to", clock(each.to()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static Window readWindow(JsonFields fields) {
    List<String> names = fields.texts("days");
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (names == null) {
      days.addAll(EnumSet.allOf(DayOfWeek.class));
    } else if (names.isEmpty()) {
      fields.fault("days", "is empty; name days of the week, or leave it out for every day");
    } else {
      readDays(fields, names, days);
    }
    Integer from = fields.optional("from", Recurrence::minute, 0);
    Integer to = fields.optional("to", Recurrence::minute, MINUTES_A_DAY);
    if (from.equals(MINUTES_A_DAY)) {
      fields.fault("from", "must be 00:00 to 23:59");
    }
    if (from.equals(to)) {
      fields.fault("to", "must not be the same as from; a whole day is from 00:00 to 24:00");
    }
    return new Window(days, from, to);
  }

  private static void readDays(JsonFields fields, List<String> names, Set<DayOfWeek> days) {
    for (int i = 0; i < names.size(); i++) {
      try {
        days.add(DayOfWeek.valueOf(names.get(i).toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        fields.fault(
            "days[" + i + "]",
            "must be a day of the week, such as monday, not '%s'".formatted(names.get(i)));
      }
    }
  }

  private static ZoneId zone(String text) throws InvalidValueException {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new InvalidValueException(
          "must be a time zone, such as Europe/Berlin or Asia/Shanghai, not '%s'".formatted(text));
    }
  }

  private static Integer minute(String text) throws InvalidValueException {
    if (!text.matches("([01][0-9]|2[0-3]):[0-5][0-9]|24:00")) {
      throw new InvalidValueException(
          "must be a time of the day, such as 22:00, not '%s'".formatted(text));
    }
    return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
  }

  private static String clock(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }
}
