package io.spanstone.block.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.MetricView;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said of a metric, as blocks list it.
 *
 * @param name without the suffixes of single series
 * @param type as Prometheus calls it: {@code counter}, {@code gauge}, {@code histogram}, {@code
 *     summary} or {@code unknown}; by remote write also {@code gaugehistogram}, {@code info},
 *     {@code stateset}
 * @param unit as OTLP has it, in UCUM; may be empty
 * @param help the description, at most {@value #MAX_HELP_LENGTH} characters; may be empty
 */
public record MetadataEntry(String name, String type, String unit, String help) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_HELP_LENGTH = 1000;

  public MetadataEntry {
    help = help.length() <= MAX_HELP_LENGTH ? help : help.substring(0, MAX_HELP_LENGTH);
  }

  /** Of a metric that goes by this name; what Prometheus said of it itself goes before. */
  public static MetadataEntry of(String name, MetricView metric) {
    String family = name;
    String type = type(metric);
    for (KeyValues each = metric.metadata(); each.next(); ) {
      switch (each.key().utf8()) {
        case SourceLabels.FAMILY -> family = each.value().text().utf8();
        case SourceLabels.TYPE -> type = each.value().text().utf8();
        default -> {} // of no concern to Prometheus
      }
    }
    return new MetadataEntry(family, type, metric.unit().utf8(), metric.description().utf8());
  }

  /** A JSON array of the four. */
  public String text() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeArray(new String[] {name, type, unit, help}, 0, 4);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IOException if the text is no entry
   */
  public static MetadataEntry parse(String text) throws IOException {
    List<String> parts = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() == JsonToken.START_ARRAY) {
        for (String each = json.nextTextValue(); each != null; each = json.nextTextValue()) {
          parts.add(each);
        }
      }
    }
    if (parts.size() != 4) {
      throw new IOException("no entry of a metric: " + text);
    }
    return new MetadataEntry(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }

  private static String type(MetricView metric) {
    return switch (metric.type()) {
      case GAUGE -> "gauge";
      case SUM -> metric.isMonotonic() ? "counter" : "gauge";
      case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> "histogram";
      case SUMMARY -> "summary";
      case NONE -> "unknown";
    };
  }
}
