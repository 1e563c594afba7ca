package io.spanstone.query.promql.function;

import io.spanstone.metric.Labels;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.VectorBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Parts of dates, in UTC; of the time of evaluation, if no vector of times is given. */
final class Calendar {

  /** About where the calendar ends. */
  private static final double MAX_SECONDS = 31_556_889_864_000_000.0;

  private Calendar() {}

  static void register(Map<String, VectorFunction> functions) {
    put(functions, "minute", ZonedDateTime::getMinute);
    put(functions, "hour", ZonedDateTime::getHour);
    put(functions, "day_of_week", time -> time.getDayOfWeek().getValue() % 7);
    put(functions, "day_of_month", ZonedDateTime::getDayOfMonth);
    put(functions, "day_of_year", ZonedDateTime::getDayOfYear);
    put(functions, "days_in_month", time -> time.toLocalDate().lengthOfMonth());
    put(functions, "month", ZonedDateTime::getMonthValue);
    put(functions, "year", ZonedDateTime::getYear);
  }

  private static void put(
      Map<String, VectorFunction> functions, String name, ToIntFunction<ZonedDateTime> part) {
    functions.put(
        name,
        arguments -> {
          if (arguments.count() > 0) {
            return Mathematics.map(arguments, seconds -> part(part, seconds));
          }
          StepSeries now = new StepSeries(Labels.EMPTY, arguments.grid().steps());
          for (int step = 0; step < now.steps(); step++) {
            now.set(step, part(part, arguments.grid().timeMillis(step) / 1000.0));
          }
          VectorBuilder vector = new VectorBuilder();
          vector.add(now);
          return vector.build();
        });
  }

  private static double part(ToIntFunction<ZonedDateTime> part, double seconds) {
    if (!(Math.abs(seconds) <= MAX_SECONDS)) {
      return Double.NaN;
    }
    return part.applyAsInt(Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC));
  }
}
