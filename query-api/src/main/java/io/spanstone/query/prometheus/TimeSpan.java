package io.spanstone.query.prometheus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From {@code start} to {@code end}, both inclusive, in milliseconds since the epoch; all that is
 * stored unless a request says otherwise.
 */
record TimeSpan(long startMillis, long endMillis) {
  private static final long LONGEST_MILLIS = Duration.ofDays(100).toMillis();

  static TimeSpan of(Form form) {
    TimeSpan span =
        new TimeSpan(
            form.timeMillis("start").orElse(-TimeText.MAX_MILLIS),
            form.timeMillis("end").orElse(TimeText.MAX_MILLIS));
    if (span.endMillis < span.startMillis) {
      throw PrometheusException.badParameter("end", "end timestamp must not be before start time");
    }
    return span;
  }

  /**
   * The same in equal pieces, the latest first: as many as have that length, {@code most} at most.
   * One for all if it is so long that most of it must be empty.
   */
  List<TimeSpan> pieces(Duration length, int most) {
    long millis = endMillis - startMillis + 1;
    if (millis <= length.toMillis() || millis > LONGEST_MILLIS) {
      return List.of(this);
    }
    int count = (int) Math.min(most, millis / length.toMillis() + 1);
    List<TimeSpan> pieces = new ArrayList<>();
    for (int i = count; i > 0; i--) {
      pieces.add(
          new TimeSpan(
              startMillis + millis * (i - 1) / count, startMillis + millis * i / count - 1));
    }
    return pieces;
  }
}
