package io.spanstone.query.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.metric.HistogramBucket;
import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import io.spanstone.query.promql.QueryResult;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of queries as Prometheus writes them. */
final class ResultJson {
  private ResultJson() {}

  /** The statistics are null if nobody asked for them. */
  static void write(JsonGenerator json, QueryResult result, @Nullable QueryStatistics statistics)
      throws IOException {
    json.writeStartObject();
    if (result instanceof QueryResult.Vector vector) {
      begin(json, "vector");
      writeVector(json, vector);
    } else if (result instanceof QueryResult.Matrix matrix) {
      begin(json, "matrix");
      writeMatrix(json, matrix.series());
    } else if (result instanceof QueryResult.Scalar scalar) {
      begin(json, "scalar");
      writeNumber(json, scalar.timeMillis(), scalar.value());
    } else if (result instanceof QueryResult.Text text) {
      begin(json, "string");
      writePair(json, text.timeMillis(), text.text());
    }
    if (statistics != null) {
      statistics.write(json);
    }
    json.writeEndObject();
  }

  static void writeLabels(JsonGenerator json, Labels labels) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < labels.size(); i++) {
      json.writeStringField(labels.name(i), labels.value(i));
    }
    json.writeEndObject();
  }

  private static void begin(JsonGenerator json, String type) throws IOException {
    json.writeStringField("resultType", type);
    json.writeFieldName("result");
  }

  private static void writeVector(JsonGenerator json, QueryResult.Vector vector)
      throws IOException {
    json.writeStartArray();
    for (QueryResult.Element element : vector.elements()) {
      json.writeStartObject();
      json.writeFieldName("metric");
      writeLabels(json, element.labels());
      NativeHistogram histogram = element.histogram();
      json.writeFieldName(histogram == null ? "value" : "histogram");
      writeSample(json, vector.timeMillis(), element.value(), histogram);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeMatrix(JsonGenerator json, List<Series> all) throws IOException {
    json.writeStartArray();
    for (Series series : all) {
      json.writeStartObject();
      json.writeFieldName("metric");
      writeLabels(json, series.labels());
      writeSamples(json, series, false);
      writeSamples(json, series, true);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Numbers and histograms of a series stand apart; neither field is there without any. */
  private static void writeSamples(JsonGenerator json, Series series, boolean histograms)
      throws IOException {
    boolean any = false;
    for (int i = 0; i < series.size(); i++) {
      NativeHistogram histogram = series.histogram(i);
      if ((histogram != null) == histograms) {
        if (!any) {
          json.writeArrayFieldStart(histograms ? "histograms" : "values");
          any = true;
        }
        writeSample(json, series.timeMillis(i), series.value(i), histogram);
      }
    }
    if (any) {
      json.writeEndArray();
    }
  }

  private static void writeSample(
      JsonGenerator json, long timeMillis, double value, @Nullable NativeHistogram histogram)
      throws IOException {
    if (histogram == null) {
      writeNumber(json, timeMillis, value);
      return;
    }
    json.writeStartArray();
    json.writeNumber(SampleText.seconds(timeMillis));
    writeHistogram(json, histogram);
    json.writeEndArray();
  }

  private static void writeNumber(JsonGenerator json, long timeMillis, double value)
      throws IOException {
    writePair(json, timeMillis, SampleText.number(value));
  }

  private static void writePair(JsonGenerator json, long timeMillis, String text)
      throws IOException {
    json.writeStartArray();
    json.writeNumber(SampleText.seconds(timeMillis));
    json.writeString(text);
    json.writeEndArray();
  }

  private static void writeHistogram(JsonGenerator json, NativeHistogram histogram)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("count", SampleText.number(histogram.count()));
    json.writeStringField("sum", SampleText.number(histogram.sum()));
    List<HistogramBucket> buckets = histogram.buckets();
    if (!buckets.isEmpty()) {
      json.writeArrayFieldStart("buckets");
      for (HistogramBucket bucket : buckets) {
        json.writeStartArray();
        json.writeNumber(boundaries(bucket));
        json.writeString(SampleText.number(bucket.lower()));
        json.writeString(SampleText.number(bucket.upper()));
        json.writeString(SampleText.number(bucket.count()));
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** Which bounds a bucket includes: 0 the upper, 1 the lower, 3 both. */
  private static int boundaries(HistogramBucket bucket) {
    if (bucket.isZero()) {
      return 3;
    }
    return bucket.lower() < 0 ? 1 : 0;
  }
}
