package io.spanstone.storage.metrics;

import io.spanstone.block.UnixNano;
import io.spanstone.block.prometheus.FloatText;
import io.spanstone.block.prometheus.LabelName;
import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectLimits;
import io.spanstone.otlp.ExemplarView;
import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.HistogramDataPointView;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.NumberDataPointView;
import io.spanstone.otlp.RepeatedNumbers;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.Submessages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One reading of exemplars. Not thread-safe. */
final class Exemplars {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Matchers matchers;
  private final TimeRange range;
  private final int limit;
  private final SelectLimits limits;
  private final Streams streams;
  private final ExemplarView exemplar = new ExemplarView();
  private final NumberDataPointView number = new NumberDataPointView();
  private final HistogramDataPointView histogram = new HistogramDataPointView();
  private final ExponentialHistogramDataPointView exponential =
      new ExponentialHistogramDataPointView();
  private final List<SeriesExemplar> found = new ArrayList<>();

  Exemplars(Matchers matchers, TimeRange range, int limit, SelectLimits limits) {
    this.matchers = matchers;
    this.range = range;
    this.limit = limit;
    this.limits = limits;
    this.streams = new Streams(matchers);
  }

  void read(MetricBlocks blocks, BlockFilter filter) throws IOException {
    blocks.payloads(
        filter,
        (payload, newestUnixNano) -> {
          limits.checkTime();
          streams.read(payload, this::take);
          return found.size() < limit;
        });
  }

  List<SeriesExemplar> found() {
    return found.subList(0, Math.min(limit, found.size()));
  }

  private void take(Stream stream, Streams.Kind kind, Slice point) {
    switch (kind.type()) {
      case GAUGE, SUM -> takeAll(stream.series(""), number.read(point).exemplars());
      case EXPONENTIAL_HISTOGRAM -> takeAll(stream.series(""), exponential.read(point).exemplars());
      case HISTOGRAM -> {
        Labels buckets = stream.series("_bucket");
        for (Submessages each = histogram.read(point).exemplars(); each.next(); ) {
          exemplar.read(each.message());
          add(buckets.with("le", bound(exemplar.doubleValue())));
        }
      }
      case SUMMARY, NONE -> {}
    }
  }

  private void takeAll(Labels series, Submessages exemplars) {
    while (exemplars.next()) {
      exemplar.read(exemplars.message());
      add(series);
    }
  }

  private void add(Labels series) {
    if (range.contains(exemplar.timeUnixNano()) && matchers.match(series)) {
      long timeMillis = UnixNano.ofUnsigned(exemplar.timeUnixNano()) / NANOS_PER_MILLI;
      found.add(new SeriesExemplar(series, labels(), exemplar.doubleValue(), timeMillis));
    }
  }

  private Labels labels() {
    Map<String, String> labels = new TreeMap<>();
    for (KeyValues each = exemplar.filteredAttributes(); each.next(); ) {
      labels.putIfAbsent(LabelName.of(each.key()).utf8(), each.value().text().utf8());
    }
    labels.put("trace_id", HexFormat.of().formatHex(exemplar.traceId().toByteArray()));
    labels.put("span_id", HexFormat.of().formatHex(exemplar.spanId().toByteArray()));
    return Labels.of(labels);
  }

  private String bound(double value) {
    for (RepeatedNumbers bounds = histogram.explicitBounds(); bounds.next(); ) {
      if (value <= bounds.doubleValue()) {
        return FloatText.of(bounds.doubleValue());
      }
    }
    return "+Inf";
  }
}
