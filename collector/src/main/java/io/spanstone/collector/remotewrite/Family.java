package io.spanstone.collector.remotewrite;

import io.spanstone.otlp.MalformedOtlpException;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireReader;
import java.util.List;

/**
 * What is said of a metric and all its series. Source: message {@code prometheus.MetricMetadata},
 * prompb/types.proto.
 *
 * @param type as Prometheus calls it: {@code counter}, {@code gauge}, …
 * @param help at most 1,000 characters
 */
record Family(String name, String type, String help, String unit) {
  private static final int TYPE = 1 << 3 | WireReader.VARINT;
  private static final int NAME = 2 << 3 | WireReader.LEN;
  private static final int HELP = 4 << 3 | WireReader.LEN;
  private static final int UNIT = 5 << 3 | WireReader.LEN;

  private static final int MAX_HELP_CHARS = 1000;
  private static final int MAX_UNIT_CHARS = 100;
  private static final String COUNTER = "counter";
  private static final String HISTOGRAM = "histogram";
  private static final String SUMMARY = "summary";
  private static final String UNKNOWN = "unknown";

  /** By number. */
  private static final List<String> TYPES =
      List.of(UNKNOWN, COUNTER, "gauge", HISTOGRAM, "gaugehistogram", SUMMARY, "info", "stateset");

  Family {
    help = cut(help, MAX_HELP_CHARS);
    unit = cut(unit, MAX_UNIT_CHARS);
  }

  static Family unknown(String name) {
    return new Family(name, UNKNOWN, "", "");
  }

  /**
   * Reads a MetricMetadata message.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  static Family read(Slice message) {
    long type = 0;
    String name = "";
    String help = "";
    String unit = "";
    WireReader reader = new WireReader(message);
    while (reader.next()) {
      switch (reader.tag()) {
        case TYPE -> type = reader.value();
        case NAME -> name = reader.slice().utf8();
        case HELP -> help = reader.slice().utf8();
        case UNIT -> unit = reader.slice().utf8();
        default -> {} // unknown
      }
    }
    boolean known = type >= 0 && type < TYPES.size();
    return new Family(name, known ? TYPES.get((int) type) : UNKNOWN, help, unit);
  }

  /** Whether series of this family may be called by its name and this suffix. */
  boolean hasSeries(String suffix) {
    return switch (suffix) {
      case "_bucket" -> type.equals(HISTOGRAM) || type.equals("gaugehistogram");
      case "_count", "_sum" -> type.equals(HISTOGRAM) || type.equals(SUMMARY);
      case "_gcount", "_gsum" -> type.equals("gaugehistogram");
      case "_total" -> type.equals(COUNTER);
      case "_info" -> type.equals("info");
      case "_created" -> type.equals(COUNTER) || type.equals(HISTOGRAM) || type.equals(SUMMARY);
      default -> false;
    };
  }

  /** Whether the series of that name only grow, but for restarts. */
  boolean isMonotonic(String seriesName) {
    String suffix = seriesName.substring(Math.min(name.length(), seriesName.length()));
    return switch (suffix) {
      case "", "_total" -> type.equals(COUNTER);
      case "_bucket", "_count", "_sum" -> type.equals(HISTOGRAM) || type.equals(SUMMARY);
      default -> false;
    };
  }

  private static String cut(String text, int maxChars) {
    return text.length() <= maxChars ? text : text.substring(0, maxChars);
  }
}
