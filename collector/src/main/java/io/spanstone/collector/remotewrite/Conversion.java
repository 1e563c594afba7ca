package io.spanstone.collector.remotewrite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.spanstone.block.prometheus.RemoteHistogram;
import io.spanstone.collector.remotewrite.Refusals.Reason;
import io.spanstone.metric.StaleMarker;
import io.spanstone.otlp.AcceptedTimes;
import io.spanstone.otlp.MalformedOtlpException;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireReader;
import io.spanstone.otlp.WireWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** One request on its way into OTLP. Not thread-safe; one a request. */
final class Conversion {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final int TIMESERIES = 1 << 3 | WireReader.LEN;
  private static final int METADATA = 3 << 3 | WireReader.LEN;

  private static final int LABELS = 1 << 3 | WireReader.LEN;
  private static final int SAMPLES = 2 << 3 | WireReader.LEN;
  private static final int EXEMPLARS = 3 << 3 | WireReader.LEN;
  private static final int HISTOGRAMS = 4 << 3 | WireReader.LEN;

  /** Fields of a sample; an exemplar's have the numbers one higher, and labels before them. */
  private static final int VALUE = 1 << 3 | WireReader.FIXED64;

  private static final int TIMESTAMP = 2 << 3 | WireReader.VARINT;
  private static final int EXEMPLAR_VALUE = 2 << 3 | WireReader.FIXED64;
  private static final int EXEMPLAR_TIMESTAMP = 3 << 3 | WireReader.VARINT;

  /** Fields of a NumberDataPoint. */
  private static final int POINT_TIME = 3;

  private static final int POINT_AS_DOUBLE = 4;
  private static final int POINT_EXEMPLARS = 5;
  private static final int POINT_ATTRIBUTES = 7;
  private static final int POINT_FLAGS = 8;
  private static final int NO_RECORDED_VALUE = 1;

  /** Fields of an OTLP Exemplar. */
  private static final int OTLP_EXEMPLAR_TIME = 2;

  private static final int OTLP_EXEMPLAR_AS_DOUBLE = 3;
  private static final int OTLP_EXEMPLAR_SPAN_ID = 4;
  private static final int OTLP_EXEMPLAR_TRACE_ID = 5;
  private static final int OTLP_EXEMPLAR_ATTRIBUTES = 7;

  private static final byte[] NONE = {};
  private static final byte[] TRACE_ID = "trace_id".getBytes(US_ASCII);
  private static final byte[] SPAN_ID = "span_id".getBytes(US_ASCII);
  private static final HexFormat HEX = HexFormat.of();

  private final Slice request;
  private final AcceptedTimes times;
  private final int maxBytes;
  private final MetricsWriter metrics;
  private final HistogramPoints histogramPoints;
  private final Refusals refusals = new Refusals();

  private final WireReader series = new WireReader();
  private final WireReader fields = new WireReader();
  private final LabelSet labels = new LabelSet();
  private final LabelSet exemplarLabels = new LabelSet();
  private final RemoteHistogram histogram = new RemoteHistogram();

  Conversion(Slice request, Families families, AcceptedTimes times, int maxBytes) {
    this.request = request;
    this.times = times;
    this.maxBytes = maxBytes;
    this.metrics = new MetricsWriter(families, maxBytes);
    this.histogramPoints = new HistogramPoints(metrics);
  }

  /** What is said of metrics in a request. */
  static List<Family> families(Slice request) {
    List<Family> families = new ArrayList<>();
    WireReader reader = new WireReader(request);
    while (reader.next()) {
      if (reader.tag() == METADATA) {
        families.add(Family.read(reader.slice()));
      }
    }
    return families;
  }

  Converted run() {
    WireReader reader = new WireReader(request);
    int index = 0;
    while (reader.next()) {
      if (reader.tag() == TIMESERIES) {
        convertSeries(reader.from(), reader.to(), index++);
      }
    }
    return new Converted(metrics.finish(), metrics.points(), refusals);
  }

  private void convertSeries(int from, int to, int index) {
    try {
      readLabels(from, to);
      String problem = labels.problem();
      if (problem.isEmpty()) {
        convertPoints(from, to);
      } else {
        refuseSeries(from, to, problem);
      }
    } catch (MalformedOtlpException e) {
      throw new MalformedOtlpException("timeseries[" + index + "]: " + e.getMessage());
    }
  }

  private void readLabels(int from, int to) {
    labels.clear(request.array());
    series.reset(request.array(), from, to);
    while (series.next()) {
      if (series.tag() == LABELS) {
        labels.add(series.from(), series.to());
      }
    }
  }

  private void convertPoints(int from, int to) {
    boolean exemplars = false;
    series.reset(request.array(), from, to);
    while (series.next()) {
      switch (series.tag()) {
        case SAMPLES -> convertSample();
        case HISTOGRAMS -> convertHistogram(series.slice());
        case EXEMPLARS -> exemplars = true;
        default -> {} // labels, or unknown
      }
    }
    if (exemplars) {
      convertExemplars(from, to);
    }
  }

  private void convertSample() {
    long bits = 0;
    long timeMillis = 0;
    fields.reset(request.array(), series.from(), series.to());
    while (fields.next()) {
      switch (fields.tag()) {
        case VALUE -> bits = fields.value();
        case TIMESTAMP -> timeMillis = fields.value();
        default -> {} // unknown
      }
    }
    if (accepts(timeMillis)) {
      int mark = metrics.beginNumber(labels.metricName());
      WireWriter point = metrics.point();
      labels.writeAttributes(point, POINT_ATTRIBUTES);
      point.fixed64(POINT_TIME, timeMillis * NANOS_PER_MILLI);
      if (StaleMarker.is(Double.longBitsToDouble(bits))) {
        point.varint(POINT_FLAGS, NO_RECORDED_VALUE);
      } else {
        point.fixed64(POINT_AS_DOUBLE, bits);
      }
      metrics.endPoint(mark);
    }
  }

  private void convertHistogram(Slice message) {
    histogram.read(message);
    if (!accepts(histogram.timeMillis())) {
      return;
    }
    try {
      histogramPoints.write(labels, histogram, message, histogram.timeMillis() * NANOS_PER_MILLI);
    } catch (IllegalArgumentException e) {
      refusals.add(Reason.HISTOGRAM, 1, () -> labels + ": " + e.getMessage());
    }
  }

  /**
   * All exemplars of the series, in a point of no value: they come without the sample that they are
   * of.
   */
  private void convertExemplars(int from, int to) {
    WireWriter exemplars = new WireWriter(maxBytes);
    long latestMillis = 0;
    series.reset(request.array(), from, to);
    while (series.next()) {
      if (series.tag() == EXEMPLARS) {
        latestMillis = Math.max(latestMillis, writeExemplar(exemplars));
      }
    }
    if (exemplars.size() > 0) {
      int mark = metrics.beginNumber(labels.metricName());
      labels.writeAttributes(metrics.point(), POINT_ATTRIBUTES);
      metrics.point().fixed64(POINT_TIME, latestMillis * NANOS_PER_MILLI);
      metrics.point().fields(exemplars.written());
      metrics.endPoint(mark);
    }
  }

  /** Its time in milliseconds; 0 if it is refused. */
  private long writeExemplar(WireWriter writer) {
    long bits = 0;
    long timeMillis = 0;
    exemplarLabels.clear(request.array());
    fields.reset(request.array(), series.from(), series.to());
    while (fields.next()) {
      switch (fields.tag()) {
        case LABELS -> exemplarLabels.add(fields.from(), fields.to());
        case EXEMPLAR_VALUE -> bits = fields.value();
        case EXEMPLAR_TIMESTAMP -> timeMillis = fields.value();
        default -> {} // unknown
      }
    }
    String problem = exemplarLabels.problemOfAny();
    if (!problem.isEmpty()) {
      refusals.add(Reason.LABELS, 1, () -> "exemplar of " + labels + ": " + problem);
      return 0;
    }
    if (!accepts(timeMillis)) {
      return 0;
    }
    int mark = writer.begin(POINT_EXEMPLARS);
    writer.fixed64(OTLP_EXEMPLAR_TIME, timeMillis * NANOS_PER_MILLI);
    writer.fixed64(OTLP_EXEMPLAR_AS_DOUBLE, bits);
    boolean traceId = writeId(writer, OTLP_EXEMPLAR_TRACE_ID, TRACE_ID, 16);
    boolean spanId = writeId(writer, OTLP_EXEMPLAR_SPAN_ID, SPAN_ID, 8);
    exemplarLabels.writeAttributesBut(
        writer, OTLP_EXEMPLAR_ATTRIBUTES, traceId ? TRACE_ID : NONE, spanId ? SPAN_ID : NONE);
    writer.end(mark);
    return timeMillis;
  }

  /** False if the exemplar's label of that name is no id in lower-case hex. */
  private boolean writeId(WireWriter writer, int field, byte[] label, int bytes) {
    String text = exemplarLabels.value(label).utf8();
    if (text.length() != 2 * bytes || !text.chars().allMatch(Conversion::isLowerHex)) {
      return false;
    }
    writer.bytes(field, Slice.of(HEX.parseHex(text)));
    return true;
  }

  private static boolean isLowerHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private boolean accepts(long timeMillis) {
    if (timeMillis > 0
        && timeMillis <= Long.MAX_VALUE / NANOS_PER_MILLI
        && times.accept(timeMillis * NANOS_PER_MILLI)) {
      return true;
    }
    refusals.add(
        Reason.TIME, 1, () -> labels + " at " + time(timeMillis) + ", not between " + times);
    return false;
  }

  private void refuseSeries(int from, int to, String problem) {
    int count = 0;
    series.reset(request.array(), from, to);
    while (series.next()) {
      switch (series.tag()) {
        case SAMPLES, HISTOGRAMS, EXEMPLARS -> count++;
        default -> {} // labels, or unknown
      }
    }
    refusals.add(Reason.LABELS, count, () -> labels + ": " + problem);
  }

  private static String time(long timeMillis) {
    return Instant.ofEpochMilli(timeMillis) + " (" + timeMillis + ")";
  }
}
