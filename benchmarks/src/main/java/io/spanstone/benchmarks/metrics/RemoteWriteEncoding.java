package io.spanstone.benchmarks.metrics;

import io.spanstone.benchmarks.ingest.Load;
import io.spanstone.benchmarks.metrics.SampleCorpus.Scrape;
import io.spanstone.otlp.WireWriter;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.xerial.snappy.Snappy;

/**
 * Scrapes as Prometheus would write them: ten of them, 2,000 samples, a request, and what is of one
 * instance always over the same connection. Source: Prometheus Remote-Write 1.0 specification.
 */
final class RemoteWriteEncoding {
  /** One of the gauges. */
  static final String GAUGE_IN_PROMQL = "written_level_0";

  private static final String COUNTER = "written_requests_%d_total";
  private static final String GAUGE = "written_level_%d";
  private static final int SCRAPES_A_REQUEST = 10;
  private static final int STREAMS = 4;

  private RemoteWriteEncoding() {}

  /** Posts requests to a receiver. */
  static Load load(URI receiver) {
    return new Load(
        receiver,
        "application/x-protobuf",
        "content-encoding",
        "snappy",
        "x-prometheus-remote-write-version",
        "0.1.0");
  }

  /** The requests of each connection. */
  static List<List<byte[]>> encode(List<List<Scrape>> ticks) throws IOException {
    List<List<byte[]>> streams = new ArrayList<>();
    for (int stream = 0; stream < STREAMS; stream++) {
      streams.add(new ArrayList<>());
    }
    WireWriter request = new WireWriter(Integer.MAX_VALUE);
    for (List<Scrape> tick : ticks) {
      for (int from = 0; from < tick.size(); from += SCRAPES_A_REQUEST) {
        request.reset();
        tick.subList(from, from + SCRAPES_A_REQUEST).forEach(scrape -> write(request, scrape));
        streams.get(from / SCRAPES_A_REQUEST % STREAMS).add(Snappy.compress(request.toByteArray()));
      }
    }
    return streams;
  }

  private static void write(WireWriter request, Scrape scrape) {
    for (int i = 0; i < scrape.values().length; i++) {
      int metric = i / SampleCorpus.SERIES_OF_A_METRIC;
      int place = i % SampleCorpus.SERIES_OF_A_METRIC;
      boolean counter = metric < SampleCorpus.METRICS_OF_A_KIND;
      String name =
          counter
              ? COUNTER.formatted(metric)
              : GAUGE.formatted(metric - SampleCorpus.METRICS_OF_A_KIND);
      int series = request.begin(1);
      label(request, "__name__", name);
      label(request, "http_request_method", Scrape.method(place));
      label(request, "http_route", Scrape.route(place));
      label(request, "instance", scrape.instanceId());
      label(request, "job", scrape.service());
      int sample = request.begin(2);
      request.doubleValue(1, scrape.values()[i]);
      request.varint(2, scrape.timeMillis());
      request.end(sample);
      request.end(series);
    }
  }

  private static void label(WireWriter request, String name, String value) {
    int label = request.begin(1);
    request.string(1, name);
    request.string(2, value);
    request.end(label);
  }
}
