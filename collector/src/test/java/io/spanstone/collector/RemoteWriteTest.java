package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import io.spanstone.collector.remotewrite.Prompb;
import io.spanstone.metric.HistogramBuckets;
import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.Storage;
import io.spanstone.storage.report.SignalCounts;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** What no exporter at hand sends, through a whole collector and back. */
@ExtendWith(SharedElasticsearch.class)
@Timeout(120)
class RemoteWriteTest {
  private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  @TempDir Path data;

  private final String prefix = TestCollectors.freshPrefix();
  private final HttpClient http = HttpClient.newHttpClient();
  private final long now = System.currentTimeMillis();

  @Test
  void oddHistogramsAndSamplesComeBackAsTheyWere(URI elasticsearch) throws Exception {
    HistogramBuckets none = HistogramBuckets.EMPTY;
    Map<String, NativeHistogram> expected = new TreeMap<>();
    try (Storage storage = TestCollectors.storage(elasticsearch, prefix);
        Collector collector = TestCollectors.start(TestCollectors.settings(data), storage)) {
      Eventually.until("ready", collector::ready);

      DynamicMessage farApart =
          histogram(
              "count_int",
              5L,
              "zero_count_int",
              0L,
              "zero_threshold",
              1e-128,
              "schema",
              8,
              "sum",
              7.5,
              "positive_spans",
              List.of(span(-5000, 1), span(200_000, 2)),
              "positive_deltas",
              List.of(1L, 2L, -2L));
      expected.put(
          "far_apart",
          new NativeHistogram(
              8,
              1e-128,
              0,
              5,
              7.5,
              HistogramBuckets.sparse(new int[] {-5000, 195_001, 195_002}, new double[] {1, 3, 1}),
              none));
      DynamicMessage fractional =
          histogram(
              "count_float",
              2.75,
              "zero_count_float",
              0.25,
              "zero_threshold",
              0.5,
              "schema",
              -2,
              "sum",
              -1.5,
              "negative_spans",
              List.of(span(3, 2)),
              "negative_counts",
              List.of(0.5, 2.0));
      expected.put(
          "fractional",
          new NativeHistogram(
              -2,
              0.5,
              0.25,
              2.75,
              -1.5,
              none,
              HistogramBuckets.sparse(new int[] {3, 4}, new double[] {0.5, 2})));
      DynamicMessage pointZero =
          histogram("count_int", 3L, "zero_count_int", 3L, "schema", 3, "sum", 0.0);
      expected.put("point_zero", new NativeHistogram(3, 0, 3, 3, 0, none, none));
      DynamicMessage custom =
          histogram(
              "count_int",
              6L,
              "schema",
              -53,
              "sum",
              12.0,
              "custom_values",
              List.of(0.5, 1.0),
              "positive_spans",
              List.of(span(0, 1), span(1, 1)),
              "positive_deltas",
              List.of(2L, 2L));
      DynamicMessage broken =
          histogram("count_int", 1L, "schema", 2, "positive_spans", List.of(span(0, 2)));

      int status =
          post(
              collector,
              Prompb.request(
                  series("far_apart", "histograms", farApart),
                  series("fractional", "histograms", fractional),
                  series("point_zero", "histograms", pointZero),
                  series("custom", "histograms", custom),
                  series("broken", "histograms", broken),
                  series(
                      "mixed",
                      "samples",
                      List.of(Prompb.sample(1, now), Prompb.sample(STALE, now + 1))),
                  series(
                      "old",
                      "samples",
                      List.of(Prompb.sample(3, now), Prompb.sample(2, now - 60_000))),
                  series("old", "samples", Prompb.sample(3, now)),
                  series("old", "samples", Prompb.sample(4, now))));
      assertThat(status).isEqualTo(400);
      Eventually.until(
          "stored", () -> collector.report().signals().get(Signal.METRICS).stored() == 10);
      assertThat(collector.report().signals().get(Signal.METRICS))
          .matches(SignalCounts::balances)
          .matches(counts -> counts.rejected() == 1);
      Eventually.until("found", () -> select(storage, "old").size() == 1);

      expected.forEach(
          (name, histogram) ->
              assertThat(one(storage, name).histogram(0)).as(name).isEqualTo(histogram));
      assertThat(select(storage, "broken")).isEmpty();
      assertThat(values(one(storage, "old"))).containsExactly(2.0, 4.0);
      assertThat(one(storage, "mixed").isStale(1)).isTrue();
      Map<String, Double> buckets = new TreeMap<>();
      select(storage, "custom_bucket")
          .forEach(series -> buckets.put(series.labels().get("le"), series.value(0)));
      assertThat(buckets).isEqualTo(Map.of("0.5", 2.0, "1", 2.0, "+Inf", 6.0));
      assertThat(one(storage, "custom_sum").value(0)).isEqualTo(12);
    }
  }

  private Series one(Storage storage, String name) {
    List<Series> found = select(storage, name);
    assertThat(found.stream().map(Series::labels))
        .containsExactly(Labels.of("__name__", name, "job", "odd", "a__b", "é"));
    return found.get(0);
  }

  private List<Series> select(Storage storage, String name) {
    try {
      return RawSeries.select(storage.metrics(), name, now - 3_600_000, now + 3_600_000);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Double> values(Series series) {
    return IntStream.range(0, series.size()).mapToObj(series::value).toList();
  }

  private int post(Collector collector, DynamicMessage request) throws Exception {
    return http.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + collector.httpPort() + "/api/v1/write"))
                .header("content-type", "application/x-protobuf")
                .header("content-encoding", "snappy")
                .POST(BodyPublishers.ofByteArray(Snappy.compress(request.toByteArray())))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private static DynamicMessage series(String name, String field, Object content) {
    return Prompb.message(
        "TimeSeries",
        "labels",
        List.of(
            Prompb.label("__name__", name), Prompb.label("job", "odd"), Prompb.label("a__b", "é")),
        field,
        content);
  }

  private DynamicMessage histogram(Object... fields) {
    DynamicMessage.Builder builder = Prompb.message("Histogram", fields).toBuilder();
    return builder
        .setField(builder.getDescriptorForType().findFieldByName("timestamp"), now)
        .build();
  }

  private static DynamicMessage span(int offset, int length) {
    return Prompb.message("BucketSpan", "offset", offset, "length", length);
  }
}
