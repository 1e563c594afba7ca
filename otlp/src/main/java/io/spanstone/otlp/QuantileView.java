package io.spanstone.otlp;

/**
 * One value at a quantile of a summary. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code SummaryDataPoint.ValueAtQuantile} in {@code
 * metrics/v1/metrics.proto}.
 */
public final class QuantileView {
  private static final int QUANTILE = 1 << 3 | WireReader.FIXED64;
  private static final int VALUE = 2 << 3 | WireReader.FIXED64;

  private final WireReader reader = new WireReader();
  private double quantile;
  private double value;

  /**
   * Reads the point in {@code message}. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public QuantileView read(Slice message) {
    quantile = 0;
    value = 0;
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      switch (reader.tag()) {
        case QUANTILE -> quantile = reader.doubleValue();
        case VALUE -> value = reader.doubleValue();
        default -> {}
      }
    }
    return this;
  }

  /** From 0, the minimum, to 1, the maximum. */
  public double quantile() {
    return quantile;
  }

  public double value() {
    return value;
  }
}
