package io.spanstone.otlp;

/**
 * One metric with its data points, which are walked on demand by the view that fits {@link
 * #type()}. A reusable flyweight over the bytes it was given; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code metrics/v1/metrics.proto}.
 */
public final class MetricView {
  /** The kinds of data, each with the view that reads its points. */
  public enum Type {
    /** No data: no points. */
    NONE,
    /** {@link NumberDataPointView}. */
    GAUGE,
    /** {@link NumberDataPointView}. */
    SUM,
    /** {@link HistogramDataPointView}. */
    HISTOGRAM,
    /** {@link ExponentialHistogramDataPointView}. */
    EXPONENTIAL_HISTOGRAM,
    /** {@link SummaryDataPointView}. */
    SUMMARY
  }

  /** {@code AggregationTemporality} by number. */
  public static final int TEMPORALITY_DELTA = 1;

  public static final int TEMPORALITY_CUMULATIVE = 2;

  private static final int NAME = 1 << 3 | WireReader.LEN;
  private static final int DESCRIPTION = 2 << 3 | WireReader.LEN;
  private static final int UNIT = 3 << 3 | WireReader.LEN;
  private static final int GAUGE = 5 << 3 | WireReader.LEN;
  private static final int SUM = 7 << 3 | WireReader.LEN;
  private static final int HISTOGRAM = 9 << 3 | WireReader.LEN;
  private static final int EXPONENTIAL_HISTOGRAM = 10 << 3 | WireReader.LEN;
  private static final int SUMMARY = 11 << 3 | WireReader.LEN;
  private static final int METADATA = 12 << 3 | WireReader.LEN;

  private static final int DATA_POINTS = 1 << 3 | WireReader.LEN;
  private static final int AGGREGATION_TEMPORALITY = 2 << 3 | WireReader.VARINT;
  private static final int IS_MONOTONIC = 3 << 3 | WireReader.VARINT;

  private final WireReader reader = new WireReader();
  private final Range name = new Range();
  private final Range description = new Range();
  private final Range unit = new Range();
  private final OneOf data = new OneOf();
  private Slice message = Slice.EMPTY;
  private Slice dataMessage = Slice.EMPTY;
  private int dataPointCount;
  private int temporality;
  private boolean monotonic;

  /**
   * Reads the metric in {@code message}, but not its points. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public MetricView read(Slice message) {
    clear(message);
    reader.reset(message.array(), message.from(), message.to());
    int fieldFrom = message.from();
    while (reader.next()) {
      switch (reader.tag()) {
        case NAME -> name.set(reader);
        case DESCRIPTION -> description.set(reader);
        case UNIT -> unit.set(reader);
        case GAUGE, SUM, HISTOGRAM, EXPONENTIAL_HISTOGRAM, SUMMARY ->
            data.setMessage(reader, fieldFrom);
        default -> {} // metadata is walked on demand
      }
      fieldFrom = reader.to();
    }
    readData();
    return this;
  }

  /** The whole metric message. */
  public Slice message() {
    return message;
  }

  public Slice name() {
    return name.of(message);
  }

  public Slice description() {
    return description.of(message);
  }

  /** A UCUM unit, such as {@code s}, {@code By} or {@code {request}}. */
  public Slice unit() {
    return unit.of(message);
  }

  public KeyValues metadata() {
    return new KeyValues(message, METADATA);
  }

  public Type type() {
    return switch (data.tag()) {
      case GAUGE -> Type.GAUGE;
      case SUM -> Type.SUM;
      case HISTOGRAM -> Type.HISTOGRAM;
      case EXPONENTIAL_HISTOGRAM -> Type.EXPONENTIAL_HISTOGRAM;
      case SUMMARY -> Type.SUMMARY;
      default -> Type.NONE;
    };
  }

  /**
   * {@code AggregationTemporality} as its number, 0 if unspecified; others as they came. Gauges and
   * summaries have none.
   */
  public int aggregationTemporality() {
    return temporality;
  }

  /** Whether this is a sum that never falls. */
  public boolean isMonotonic() {
    return monotonic;
  }

  public int dataPointCount() {
    return dataPointCount;
  }

  /** The data points, in wire order. */
  public Submessages dataPoints() {
    return new Submessages(dataMessage, DATA_POINTS);
  }

  private void clear(Slice next) {
    message = next;
    name.clear();
    description.clear();
    unit.clear();
    data.clear();
    dataPointCount = 0;
    temporality = 0;
    monotonic = false;
  }

  private void readData() {
    dataMessage = data.content(message.array());
    boolean hasTemporality = data.tag() == SUM || hasBuckets();
    reader.reset(dataMessage.array(), dataMessage.from(), dataMessage.to());
    while (reader.next()) {
      if (reader.tag() == DATA_POINTS) {
        dataPointCount++;
      } else if (reader.tag() == AGGREGATION_TEMPORALITY && hasTemporality) {
        temporality = (int) reader.value();
      } else if (reader.tag() == IS_MONOTONIC && data.tag() == SUM) {
        monotonic = reader.value() != 0;
      }
    }
  }

  private boolean hasBuckets() {
    return data.tag() == HISTOGRAM || data.tag() == EXPONENTIAL_HISTOGRAM;
  }
}
