package io.spanstone.otlp;

/**
 * What a scanned request holds.
 *
 * @param records its spans, log records or metric data points, the invalid ones included
 * @param invalidRecords spans without valid ids ({@link SpanView#hasValidIds()}), and data points
 *     of times that are not accepted; nobody stores them, and {@code partial_success} tells the
 *     sender
 */
public record ScanResult(int records, int invalidRecords) {
  /** The records that will be stored. */
  public int validRecords() {
    return records - invalidRecords;
  }
}
