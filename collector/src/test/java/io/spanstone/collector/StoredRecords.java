package io.spanstone.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.collector.derive.DerivedCounts;
import io.spanstone.collector.pack.BlockPayloads;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Reads back, past all of our own code but the payloads' format, what is in Elasticsearch. */
final class StoredRecords {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI elasticsearch;
  private final String indexPrefix;

  StoredRecords(URI elasticsearch, String indexPrefix) {
    this.elasticsearch = elasticsearch;
    this.indexPrefix = indexPrefix;
  }

  /** The numbers of all records of that signal, each as often as it is stored. */
  List<Integer> numbers(Signal signal) throws IOException, InterruptedException {
    return NumberedOtlp.numbersIn(signal, documents(signal));
  }

  /** What the stored metrics that were derived say of calls. */
  DerivedCounts derived() throws IOException, InterruptedException {
    return DerivedCounts.ofMetrics(BlockPayloads.in(documents(Signal.METRICS)));
  }

  /** Not roll-ups: what these count is in other blocks too. */
  private Slice documents(Signal signal) throws IOException, InterruptedException {
    String indices = "/" + indexPrefix + "-" + signal.id() + "-*/";
    get(indices + "_refresh");
    HttpResponse<String> found =
        get(
            indices
                + "_search?size=10000&stored_fields=payload&q="
                + URLEncoder.encode("NOT _exists_:rollup", UTF_8));
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    return Slice.of(found.body().getBytes(UTF_8));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(elasticsearch.resolve(path)).build(), BodyHandlers.ofString());
  }
}
