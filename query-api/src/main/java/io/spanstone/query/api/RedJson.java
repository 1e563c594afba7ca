package io.spanstone.query.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.NumberOutput;
import io.spanstone.storage.red.Calls;
import io.spanstone.storage.red.GroupBy;
import io.spanstone.storage.red.RedQuery;
import io.spanstone.storage.red.RedSeries;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Writes charts as JSON. A dashboard of hundreds of services has tens of thousands of points that
 * differ in their numbers only, so all else is bytes which are copied; and what is remembered of a
 * chart remembers how it was written. Not thread-safe.
 */
final class RedJson {
  private static final int BUFFER_BYTES = 1 << 16;

  /** No point has more, but for its time. */
  private static final int POINT_BYTES = 256;

  private static final byte[] CALLS = bytes("\",\"calls\":");
  private static final byte[] ERRORS = bytes(",\"errors\":");
  private static final byte[] P50 = bytes(",\"p50Nanos\":");
  private static final byte[] P90 = bytes(",\"p90Nanos\":");
  private static final byte[] P95 = bytes(",\"p95Nanos\":");
  private static final byte[] P99 = bytes(",\"p99Nanos\":");
  private static final byte[] NO_CALLS =
      bytes(
          "\",\"calls\":0,\"errors\":0,"
              + "\"p50Nanos\":null,\"p90Nanos\":null,\"p95Nanos\":null,\"p99Nanos\":null}");

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int size;

  private RedJson(OutputStream out) {
    this.out = out;
  }

  /** Writes the answer, in UTF-8. */
  static void write(OutputStream out, RedQuery query, List<RedSeries> series) throws IOException {
    RedJson json = new RedJson(out);
    json.write(query, series);
    json.drain();
  }

  private void write(RedQuery query, List<RedSeries> series) throws IOException {
    byte[][] times = times(query);
    append(bytes("{\"stepSeconds\":" + query.stepNanos() / 1_000_000_000 + ",\"series\":["));
    for (int i = 0; i < series.size(); i++) {
      append(bytes(i == 0 ? "{\"labels\":{" : ",{\"labels\":{"));
      appendLabel(query.groupBy(), series.get(i).group());
      append(bytes("},\"points\":["));
      List<Calls> steps = series.get(i).steps();
      for (int step = 0; step < times.length; step++) {
        appendPoint(times[step], steps.get(step));
      }
      append(bytes("]}"));
    }
    append(bytes("]}"));
  }

  private void appendLabel(GroupBy groupBy, String group) throws IOException {
    if (groupBy != GroupBy.NONE) {
      append(bytes("\"" + groupBy.name().toLowerCase(Locale.ROOT) + "\":\""));
      append(JsonStringEncoder.getInstance().quoteAsUTF8(group));
      append(bytes("\""));
    }
  }

  private void appendPoint(byte[] time, Calls calls) throws IOException {
    byte[] numbers = calls.count() == 0 ? NO_CALLS : calls.text(RedJson::numbers);
    if (size + time.length + numbers.length > BUFFER_BYTES) {
      drain();
    }
    copy(time);
    copy(numbers);
  }

  /** A point, but for its time. */
  private static byte[] numbers(Calls calls) {
    byte[] text = new byte[POINT_BYTES];
    int size = append(CALLS, calls.count(), text, 0);
    size = append(ERRORS, calls.errors(), text, size);
    size = append(P50, calls.p50Nanos(), text, size);
    size = append(P90, calls.p90Nanos(), text, size);
    size = append(P95, calls.p95Nanos(), text, size);
    size = append(P99, calls.p99Nanos(), text, size);
    text[size++] = '}';
    return Arrays.copyOf(text, size);
  }

  private static int append(byte[] name, long number, byte[] to, int size) {
    System.arraycopy(name, 0, to, size, name.length);
    return NumberOutput.outputLong(number, to, size + name.length);
  }

  /** What the points of each step begin with; all but the first of a series with a comma. */
  private static byte[][] times(RedQuery query) {
    byte[][] times = new byte[query.steps()][];
    for (int step = 0; step < times.length; step++) {
      long nanos = query.startUnixNano() + step * query.stepNanos();
      Instant start = Instant.ofEpochSecond(0, nanos);
      times[step] = bytes((step == 0 ? "" : ",") + "{\"time\":\"" + start);
    }
    return times;
  }

  private void append(byte[] bytes) throws IOException {
    if (size + bytes.length > BUFFER_BYTES) {
      drain();
    }
    if (bytes.length > BUFFER_BYTES) {
      out.write(bytes);
    } else {
      copy(bytes);
    }
  }

  private void copy(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void drain() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(US_ASCII);
  }
}
