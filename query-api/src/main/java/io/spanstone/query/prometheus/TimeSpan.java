package io.spanstone.query.prometheus;

/**
 * From {@code start} to {@code end}, both inclusive, in milliseconds since the epoch; all that is
 * stored unless a request says otherwise.
 */
record TimeSpan(long startMillis, long endMillis) {

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
}
