package io.spanstone.collector.remotewrite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.otlp.OtlpTooLargeException;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireWriter;

/**
 * Writes an export request of metrics, of one scope: one metric after the other, each with the
 * points that are added in a row. Not thread-safe; one a request.
 *
 * <p>Source: opentelemetry-proto, {@code metrics/v1/metrics.proto}.
 */
final class MetricsWriter {
  /** Kinds of metrics, by the field that holds their data. */
  enum Kind {
    GAUGE(5),
    SUM(7),
    HISTOGRAM(9),
    EXPONENTIAL_HISTOGRAM(10);

    private final int field;

    Kind(int field) {
      this.field = field;
    }
  }

  private static final int RESOURCE_METRICS = 1;
  private static final int SCOPE_METRICS = 2;
  private static final int SCOPE = 1;
  private static final int SCOPE_NAME = 1;
  private static final int METRICS = 2;
  private static final int NAME = 1;
  private static final int DESCRIPTION = 2;
  private static final int UNIT = 3;
  private static final int METADATA = 12;
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING = 1;
  private static final int TEMPORALITY = 2;
  private static final int CUMULATIVE = 2;
  private static final int IS_MONOTONIC = 3;
  private static final int POINTS = 1;
  private static final Slice SCOPE_OF_OURS =
      Slice.of(SourceLabels.REMOTE_WRITE_SCOPE.getBytes(US_ASCII));

  private final Families families;
  private final WireWriter writer;
  private final int resourceMark;
  private final int scopeMark;
  private Slice name = Slice.EMPTY;
  private boolean histograms;
  private boolean custom;
  private Family family = Family.unknown("");
  private Kind kind = Kind.GAUGE;
  private int metricMark = -1;
  private int dataMark;
  private int points;

  /** Every method throws {@link OtlpTooLargeException} rather than write more than that. */
  MetricsWriter(Families families, int maxBytes) {
    this.families = families;
    writer = new WireWriter(maxBytes);
    resourceMark = writer.begin(RESOURCE_METRICS);
    scopeMark = writer.begin(SCOPE_METRICS);
    int scope = writer.begin(SCOPE);
    writer.bytes(SCOPE_NAME, SCOPE_OF_OURS);
    writer.end(scope);
  }

  /** Begins a point of a gauge or a sum: what the metric of that name is. Returns its mark. */
  int beginNumber(Slice metricName) {
    open(metricName, false, false);
    return beginPoint();
  }

  /** Begins a point of an exponential histogram. */
  int beginExponential(Slice metricName) {
    open(metricName, true, false);
    return beginPoint();
  }

  /** Begins a point of a histogram of explicit bounds. */
  int beginHistogram(Slice metricName) {
    open(metricName, true, true);
    return beginPoint();
  }

  /** Where to write the fields of the point. */
  WireWriter point() {
    return writer;
  }

  void endPoint(int mark) {
    writer.end(mark);
    points++;
  }

  int points() {
    return points;
  }

  /** The request. Call it once. */
  Slice finish() {
    close();
    writer.end(scopeMark);
    writer.end(resourceMark);
    return writer.written();
  }

  private int beginPoint() {
    return writer.begin(POINTS);
  }

  private void open(Slice metricName, boolean ofHistograms, boolean ofCustomBuckets) {
    boolean open = metricMark >= 0 && histograms == ofHistograms && custom == ofCustomBuckets;
    if (open && name.equals(metricName)) {
      return;
    }
    close();
    if (!name.equals(metricName)) {
      name = metricName;
      family = families.of(metricName.utf8());
    }
    histograms = ofHistograms;
    custom = ofCustomBuckets;
    kind = kind();
    metricMark = writer.begin(METRICS);
    writeHeader();
    dataMark = writer.begin(kind.field);
  }

  private Kind kind() {
    if (histograms) {
      return custom ? Kind.HISTOGRAM : Kind.EXPONENTIAL_HISTOGRAM;
    }
    return family.isMonotonic(name.utf8()) ? Kind.SUM : Kind.GAUGE;
  }

  private void writeHeader() {
    writer.bytes(NAME, name);
    if (!family.help().isEmpty()) {
      writer.string(DESCRIPTION, family.help());
    }
    if (!family.unit().isEmpty()) {
      writer.string(UNIT, family.unit());
    }
    writeMetadata(SourceLabels.TYPE, family.type());
    if (!name.equals(Slice.ofUtf8(family.name()))) {
      writeMetadata(SourceLabels.FAMILY, family.name());
    }
  }

  private void writeMetadata(String key, String text) {
    int attribute = writer.begin(METADATA);
    writer.string(KEY, key);
    int value = writer.begin(VALUE);
    writer.string(STRING, text);
    writer.end(value);
    writer.end(attribute);
  }

  private void close() {
    if (metricMark < 0) {
      return;
    }
    if (kind != Kind.GAUGE) {
      writer.varint(TEMPORALITY, CUMULATIVE);
    }
    if (kind == Kind.SUM) {
      writer.bool(IS_MONOTONIC, true);
    }
    writer.end(dataMark);
    writer.end(metricMark);
    metricMark = -1;
  }
}
