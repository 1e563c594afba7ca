package io.spanstone.benchmarks.metrics;

import io.spanstone.benchmarks.ingest.Load;
import io.spanstone.benchmarks.ingest.Nodes;
import io.spanstone.benchmarks.ingest.Server;
import io.spanstone.benchmarks.metrics.SampleCorpus.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Prometheus as a receiver of remote write; it scrapes nothing. */
final class PrometheusPoints implements PointReceiver, AutoCloseable {
  private static final String APPENDED = "prometheus_tsdb_head_samples_appended_total";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server;
  private final URI address;
  private final Load load;
  private final PromqlClient promql;

  private PrometheusPoints(Server server, URI address) {
    this.server = server;
    this.address = address;
    this.load = RemoteWriteEncoding.load(address.resolve("/api/v1/write"));
    this.promql = new PromqlClient(address.resolve("/api/v1/query"));
  }

  static PrometheusPoints start(Path work) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(work.resolve("prometheus"));
    Path config = Files.writeString(directory.resolve("prometheus.yml"), "global: {}\n");
    URI address = URI.create("http://127.0.0.1:" + Nodes.freePort());
    List<String> command =
        List.of(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=" + address.getAuthority(),
            "--web.enable-remote-write-receiver",
            "--query.max-samples=100000000");
    try {
      Server server = Server.start(command, Map.of(), address.resolve("/-/ready"), directory);
      return new PrometheusPoints(server, address);
    } catch (IOException e) {
      throw new IOException("prometheus does not start; Debian's package prometheus has it", e);
    }
  }

  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public Requests encode(List<List<Scrape>> ticks) throws IOException {
    List<List<byte[]>> streams = RemoteWriteEncoding.encode(ticks);
    return () -> load.sendInOrder(streams);
  }

  @Override
  public long queryable() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve("/metrics")).build();
    return client
        .send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(APPENDED))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void settle() {}

  @Override
  public long countOfOneGauge() throws IOException, InterruptedException {
    return promql.count(RemoteWriteEncoding.GAUGE_IN_PROMQL);
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    return Map.of("server", server.handle());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
