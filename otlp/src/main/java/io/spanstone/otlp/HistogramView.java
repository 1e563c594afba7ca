package io.spanstone.otlp;

/** What data points of both types of histograms have. */
abstract sealed class HistogramView extends DataPointView
    permits ExponentialHistogramDataPointView, HistogramDataPointView {
  static final int COUNT = 4 << 3 | WireReader.FIXED64;
  static final int SUM = 5 << 3 | WireReader.FIXED64;

  long count;
  private boolean hasSum;
  private double sum;
  private boolean hasMin;
  private double min;
  private boolean hasMax;
  private double max;
  private final int exemplarsTag;

  HistogramView(int attributesTag, int exemplarsTag) {
    super(attributesTag);
    this.exemplarsTag = exemplarsTag;
  }

  public final long count() {
    return count;
  }

  public final boolean hasSum() {
    return hasSum;
  }

  /** The sum of the values; 0 if the point {@linkplain #hasSum has none}. */
  public final double sum() {
    return sum;
  }

  public final boolean hasMin() {
    return hasMin;
  }

  /** The least value; 0 if the point {@linkplain #hasMin has none}. */
  public final double min() {
    return min;
  }

  public final boolean hasMax() {
    return hasMax;
  }

  /** The greatest value; 0 if the point {@linkplain #hasMax has none}. */
  public final double max() {
    return max;
  }

  /** The exemplars, in wire order; see {@link ExemplarView}. */
  public final Submessages exemplars() {
    return new Submessages(message, exemplarsTag);
  }

  final void readSum() {
    sum = reader.doubleValue();
    hasSum = true;
  }

  final void readMin() {
    min = reader.doubleValue();
    hasMin = true;
  }

  final void readMax() {
    max = reader.doubleValue();
    hasMax = true;
  }

  @Override
  void begin(Slice next) {
    super.begin(next);
    count = 0;
    hasSum = false;
    sum = 0;
    hasMin = false;
    min = 0;
    hasMax = false;
    max = 0;
  }
}
