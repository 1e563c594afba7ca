package io.spanstone.query.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.NumberOutput;
import io.spanstone.storage.red.Calls;
import io.spanstone.storage.red.GroupBy;
import io.spanstone.storage.red.RedChart;
import io.spanstone.storage.red.RedQuery;
import io.spanstone.storage.red.StepCalls;
import io.spanstone.storage.red.StepText;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Writes charts as JSON. A dashboard of hundreds of services has tens of thousands of points that
 * differ in their numbers only, so all else is bytes which are copied; and what is remembered of a
 * chart remembers how it was written. Not thread-safe.
 */
final class RedJson {
  /** How much is sent at once. */
  static final int BUFFER_BYTES = 1 << 16;

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
  static void write(OutputStream out, RedQuery query, RedChart chart) throws IOException {
    RedJson json = new RedJson(out);
    json.write(query, chart);
    json.drain();
  }

  private void write(RedQuery query, RedChart chart) throws IOException {
    byte[][] times = times(query);
    List<StepText> texts = chart.steps().stream().map(step -> step.text(RedJson::text)).toList();
    append(bytes("{\"stepSeconds\":" + query.stepNanos() / 1_000_000_000 + ",\"series\":["));
    List<String> groups = chart.groups();
    for (int group = 0; group < groups.size(); group++) {
      append(bytes(group == 0 ? "{\"labels\":{" : ",{\"labels\":{"));
      appendLabel(query.groupBy(), groups.get(group));
      append(bytes("},\"points\":["));
      for (int step = 0; step < times.length; step++) {
        appendPoint(times[step], texts.get(step), chart.place(group, step));
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

  private void appendPoint(byte[] time, StepText text, int place) throws IOException {
    if (size + time.length + POINT_BYTES > BUFFER_BYTES) {
      drain();
    }
    copy(time);
    if (place < 0) {
      copy(NO_CALLS);
    } else {
      text.copy(place, buffer, size);
      size += text.length(place);
    }
  }

  /** The points of a step, but for their time. */
  private static StepText text(StepCalls step) {
    List<Calls> points = step.calls();
    byte[] text = new byte[POINT_BYTES * points.size()];
    int[] ends = new int[points.size()];
    int size = 0;
    for (int place = 0; place < ends.length; place++) {
      size = append(points.get(place), text, size);
      ends[place] = size;
    }
    return new StepText(text, size, ends);
  }

  private static int append(Calls point, byte[] to, int from) {
    int size = append(CALLS, point.count(), to, from);
    size = append(ERRORS, point.errors(), to, size);
    size = append(P50, point.p50Nanos(), to, size);
    size = append(P90, point.p90Nanos(), to, size);
    size = append(P95, point.p95Nanos(), to, size);
    size = append(P99, point.p99Nanos(), to, size);
    to[size] = '}';
    return size + 1;
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
