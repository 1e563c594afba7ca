package io.spanstone.block.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A series as blocks list it: one string that says what a point of it looks like.
 *
 * @param kind which series of Prometheus come of one point
 * @param name the metric's name without suffix
 * @param values bounds of a histogram (without the infinite one) or quantiles of a summary, as
 *     values of labels; else none
 * @param labels without name, {@code le} and {@code quantile}
 */
public record SeriesEntry(
    Kind kind, String name, List<String> values, SortedMap<String, String> labels) {

  /** Kinds of points. */
  public enum Kind {
    /** One series of numbers: gauges, sums. */
    NUMBER("n"),
    /** {@code _bucket}, {@code _sum}, {@code _count}. */
    HISTOGRAM("h"),
    /** One series of native histograms. */
    NATIVE_HISTOGRAM("e"),
    /** One series a quantile, {@code _sum}, {@code _count}. */
    SUMMARY("s");

    private final String letter;

    Kind(String letter) {
      this.letter = letter;
    }

    private static Kind of(String letter) throws IOException {
      for (Kind kind : values()) {
        if (kind.letter.equals(letter)) {
          return kind;
        }
      }
      throw new IOException("no kind of series: " + letter);
    }
  }

  /** How the text of an entry of {@link SourceLabels#TARGET_INFO} begins. */
  public static final String TARGET_INFO = "[\"n\",\"" + SourceLabels.TARGET_INFO + "\",[";

  private static final JsonFactory JSON = new JsonFactory();

  /** The series of {@link SourceLabels#TARGET_INFO} with these labels. */
  public static SeriesEntry ofTarget(SortedMap<String, String> labels) {
    return new SeriesEntry(Kind.NUMBER, SourceLabels.TARGET_INFO, List.of(), labels);
  }

  /** A JSON array: kind, name, the array of values, then names and values of labels in turn. */
  public String text() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      json.writeString(kind.letter);
      json.writeString(name);
      json.writeStartArray();
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
      for (Map.Entry<String, String> label : labels.entrySet()) {
        json.writeString(label.getKey());
        json.writeString(label.getValue());
      }
      json.writeEndArray();
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
  public static SeriesEntry parse(String text) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      require(json.nextToken() == JsonToken.START_ARRAY, text);
      Kind kind = Kind.of(string(json));
      String name = string(json);
      require(json.nextToken() == JsonToken.START_ARRAY, text);
      List<String> values = strings(json);
      List<String> pairs = strings(json);
      SortedMap<String, String> labels = new TreeMap<>();
      for (int i = 0; i + 1 < pairs.size(); i += 2) {
        labels.put(pairs.get(i), pairs.get(i + 1));
      }
      return new SeriesEntry(kind, name, values, labels);
    }
  }

  private static String string(JsonParser json) throws IOException {
    String text = json.nextTextValue();
    require(text != null, "no text");
    return text == null ? "" : text;
  }

  private static List<String> strings(JsonParser json) throws IOException {
    List<String> strings = new ArrayList<>();
    for (String each = json.nextTextValue(); each != null; each = json.nextTextValue()) {
      strings.add(each);
    }
    require(json.currentToken() == JsonToken.END_ARRAY, "no end");
    return strings;
  }

  private static void require(boolean condition, String text) throws IOException {
    if (!condition) {
      throw new IOException("no entry of a series: " + text);
    }
  }
}
