package io.spanstone.benchmarks.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code spanstone up} as it is shipped; OTLP/HTTP protobuf in, acknowledged after the journal. */
final class SpanstoneSubject implements Subject {
  /** The field of a block that holds its number of records. */
  static final String COUNT_FIELD = "records";

  private static final String TRACES = "spanstone-traces";

  private final Server server;
  private final ProcessHandle node;
  private final URI api;
  private final Elasticsearch elasticsearch;
  private final Load load;

  private SpanstoneSubject(Server server, URI node, URI api, URI target) {
    this.server = server;
    this.api = api;
    this.node = server.handle().children().findFirst().orElseThrow();
    this.elasticsearch = new Elasticsearch(node);
    this.load = new Load(target, "application/x-protobuf");
  }

  static SpanstoneSubject start(Path work) throws IOException, InterruptedException {
    int http = Nodes.freePort();
    int otlpHttp = Nodes.freePort();
    int elasticsearch = Nodes.freePort();
    Path home = Path.of(System.getProperty("spanstone.home"));
    Path data = work.resolve("spanstone");
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
                "SPANSTONE_DATA", data.toString(),
                "SPANSTONE_HTTP_PORT", Integer.toString(http),
                "SPANSTONE_OTLP_GRPC_PORT", Integer.toString(Nodes.freePort()),
                "SPANSTONE_OTLP_HTTP_PORT", Integer.toString(otlpHttp),
                "SPANSTONE_ES_PORT", Integer.toString(elasticsearch),
                "SPANSTONE_ES_HEAP", Nodes.HEAP),
            URI.create("http://127.0.0.1:" + http + "/readyz"),
            work.resolve("spanstone-log"));
    return new SpanstoneSubject(
        server,
        URI.create("http://127.0.0.1:" + elasticsearch),
        URI.create("http://127.0.0.1:" + http),
        URI.create("http://127.0.0.1:" + otlpHttp + "/v1/traces"));
  }

  /** Where the query API answers. */
  URI api() {
    return api;
  }

  @Override
  public String name() {
    return "spanstone";
  }

  @Override
  public List<byte[]> encode(List<List<SyntheticSpan>> batches) {
    return batches.stream().map(OtlpEncoding::encode).toList();
  }

  @Override
  public void send(List<byte[]> bodies) throws IOException, InterruptedException {
    load.send(bodies);
  }

  @Override
  public long queryable() throws IOException, InterruptedException {
    return elasticsearch.sum(TRACES, COUNT_FIELD);
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
    return TRACES;
  }

  @Override
  public Elasticsearch elasticsearch() {
    return elasticsearch;
  }

  @Override
  public Map<String, Object> remarks() {
    return Map.of("retries", load.retries());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
