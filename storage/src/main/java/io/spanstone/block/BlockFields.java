package io.spanstone.block;

/** The fields of a block's document; {@code docs/format/block.md} says what they hold. */
public final class BlockFields {
  public static final String VERSION = "version";
  public static final String MIN_TIME = "minTime";
  public static final String MAX_TIME = "maxTime";
  public static final String RECORDS = "records";
  public static final String ERRORS = "errors";
  public static final String MAX_DURATION = "maxDuration";
  public static final String MAX_SEVERITY = "maxSeverity";
  public static final String SHARED = "shared";
  public static final String SERVICE = "service";
  public static final String INSTANCE = "instance";
  public static final String METRIC = "metric";
  public static final String METRIC_NAME = "metricName";
  public static final String TEMPORALITY = "temporality";
  public static final String SERIES = "series";
  public static final String METADATA = "metadata";
  public static final String TARGET = "target";
  public static final String TRACES = "traces";
  public static final String TERMS = "terms";
  public static final String ERROR_TERMS = "errorTerms";
  public static final String SERVICE_TERMS = "serviceTerms";
  public static final String SERVICE_ERROR_TERMS = "serviceErrorTerms";
  public static final String WORDS = "words";
  public static final String DIGIT_WORDS = "digitWords";
  public static final String KEY = "key";
  public static final String COLLECTOR = "collector";
  public static final String INGEST_TIME = "ingestTime";
  public static final String ROLLUP = "rollup";
  public static final String PAYLOAD = "payload";

  private BlockFields() {}

  /** How many records are of that level. */
  public static String severityRecords(SeverityLevel level) {
    return "severityRecords." + level.id();
  }
}
