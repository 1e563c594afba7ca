package io.spanstone.benchmarks.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code spanstone up} as it is shipped, with an Elasticsearch of its own, on free ports. */
public final class Spanstone implements AutoCloseable {
  private final Server server;
  private final ProcessHandle node;
  private final URI elasticsearch;
  private final URI api;
  private final URI otlp;

  private Spanstone(Server server, URI elasticsearch, URI api, URI otlp) {
    this.server = server;
    this.node = server.handle().children().findFirst().orElseThrow();
    this.elasticsearch = elasticsearch;
    this.api = api;
    this.otlp = otlp;
  }

  /** Returns when it is ready; its data and its log are in {@code work}. */
  public static Spanstone start(Path work) throws IOException, InterruptedException {
    int http = Nodes.freePort();
    int otlpHttp = Nodes.freePort();
    int elasticsearch = Nodes.freePort();
    Path home = Path.of(System.getProperty("spanstone.home"));
    Server server =
        Server.start(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g", // as ./spanstone up has it
                "-XX:+UseParallelGC",
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
            local(http).resolve("/readyz"),
            work.resolve("spanstone-log"));
    return new Spanstone(server, local(elasticsearch), local(http), local(otlpHttp));
  }

  /** Where the query API answers. */
  public URI api() {
    return api;
  }

  /** Where OTLP/HTTP is taken. */
  public URI otlp() {
    return otlp;
  }

  /** The address of its Elasticsearch. */
  public URI elasticsearch() {
    return elasticsearch;
  }

  /** The processes whose CPU time counts, by the name they have in the figures. */
  public Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("collector", server.handle());
    processes.put("elasticsearch", node);
    return processes;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
