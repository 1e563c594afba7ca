package io.spanstone.otlp;

/**
 * One data point of a summary. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code SummaryDataPoint} in {@code metrics/v1/metrics.proto}.
 */
public final class SummaryDataPointView extends DataPointView {
  private static final int COUNT = 4 << 3 | WireReader.FIXED64;
  private static final int SUM = 5 << 3 | WireReader.FIXED64;
  private static final int QUANTILE_VALUES = 6 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 7 << 3 | WireReader.LEN;
  private static final int FLAGS = 8 << 3 | WireReader.VARINT;

  private long count;
  private double sum;

  /** An empty point. */
  public SummaryDataPointView() {
    super(ATTRIBUTES);
  }

  @Override
  public SummaryDataPointView read(Slice message) {
    begin(message);
    while (reader.next()) {
      switch (reader.tag()) {
        case START_TIME -> startTimeUnixNano = reader.value();
        case TIME -> timeUnixNano = reader.value();
        case COUNT -> count = reader.value();
        case SUM -> sum = reader.doubleValue();
        case FLAGS -> flags = (int) reader.value();
        default -> {} // attributes and quantiles are walked on demand
      }
    }
    return this;
  }

  public long count() {
    return count;
  }

  public double sum() {
    return sum;
  }

  /** The values at quantiles, in wire order; see {@link QuantileView}. */
  public Submessages quantileValues() {
    return new Submessages(message, QUANTILE_VALUES);
  }

  @Override
  void begin(Slice next) {
    super.begin(next);
    count = 0;
    sum = 0;
  }
}
