package io.spanstone.benchmarks.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.benchmarks.ingest.Elasticsearch;
import io.spanstone.benchmarks.ingest.Load;
import io.spanstone.benchmarks.ingest.Nodes;
import io.spanstone.benchmarks.ingest.Server;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code spanstone up} as it is shipped: OTLP/HTTP in, the query API out. */
final class SpanstoneLogs implements LogSubject {
  private static final String LOGS = "spanstone-logs";

  private final Server server;
  private final ProcessHandle node;
  private final Elasticsearch elasticsearch;
  private final Elasticsearch api;
  private final Load load;

  private SpanstoneLogs(Server server, URI node, URI api, URI otlp) {
    this.server = server;
    this.node = server.handle().children().findFirst().orElseThrow();
    this.elasticsearch = new Elasticsearch(node);
    this.api = new Elasticsearch(api);
    this.load = new Load(otlp.resolve("/v1/logs"), "application/x-protobuf");
  }

  static LogSubject start(Path work) throws IOException, InterruptedException {
    int http = Nodes.freePort();
    int otlpHttp = Nodes.freePort();
    int elasticsearch = Nodes.freePort();
    Path home = Path.of(System.getProperty("spanstone.home"));
    Server server =
        Server.start(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dspanstone.home=" + home,
                "-cp",
                home.resolve("lib") + "/*",
                "io.spanstone.standalone.Main",
                "up"),
            Map.of(
                "SPANSTONE_DATA", work.resolve("spanstone").toString(),
                "SPANSTONE_HTTP_PORT", Integer.toString(http),
                "SPANSTONE_OTLP_GRPC_PORT", Integer.toString(Nodes.freePort()),
                "SPANSTONE_OTLP_HTTP_PORT", Integer.toString(otlpHttp),
                "SPANSTONE_ES_PORT", Integer.toString(elasticsearch),
                "SPANSTONE_ES_HEAP", Nodes.HEAP),
            URI.create("http://127.0.0.1:" + http + "/readyz"),
            work.resolve("spanstone-log"));
    return new SpanstoneLogs(
        server,
        URI.create("http://127.0.0.1:" + elasticsearch),
        URI.create("http://127.0.0.1:" + http),
        URI.create("http://127.0.0.1:" + otlpHttp));
  }

  @Override
  public String name() {
    return "spanstone";
  }

  @Override
  public byte[] encode(List<LogLine> batch) {
    return OtlpLogs.encode(batch);
  }

  @Override
  public void send(List<byte[]> bodies) throws IOException, InterruptedException {
    load.send(bodies);
  }

  @Override
  public long queryable() throws IOException, InterruptedException {
    return elasticsearch.sum(LOGS, "records");
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("collector", server.handle());
    processes.put("elasticsearch", node);
    return processes;
  }

  @Override
  public String indices() {
    return LOGS;
  }

  @Override
  public Elasticsearch elasticsearch() {
    return elasticsearch;
  }

  @Override
  public int search(Query query) throws IOException, InterruptedException {
    String text = "\"" + query.words() + "\"";
    if (!query.routeOf().isEmpty()) {
      text += " http.route:/api/" + query.routeOf() + "/{id}";
    }
    JsonNode page =
        api.call(
            "GET", "/api/v1/logs?limit=50&start=0&query=" + URLEncoder.encode(text, UTF_8), "");
    if (!page.get("complete").booleanValue()) {
      throw new IOException("a search for " + query + " was not complete");
    }
    return page.get("logs").size();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
