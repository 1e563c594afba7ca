package io.spanstone.benchmarks.ingest;

import io.spanstone.node.ElasticsearchNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Zipkin's own server with Elasticsearch storage, fed JSON v2 over HTTP. It answers 202 before it
 * has stored anything and drops what it cannot store, so what comes of it is counted in
 * Elasticsearch.
 */
final class ZipkinSubject implements Subject {
  private static final String SPANS = "zipkin-span-*";
  private static final int STEP = 16;
  private static final int MAX_SPANS_ON_THEIR_WAY = 25_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ElasticsearchNode node;
  private final Server server;
  private final Elasticsearch elasticsearch;
  private final Load load;

  private ZipkinSubject(ElasticsearchNode node, Server server, URI target) {
    this.node = node;
    this.server = server;
    this.elasticsearch = new Elasticsearch(node.uri());
    this.load = new Load(target, "application/json");
  }

  static Subject start(Path work) throws IOException, InterruptedException {
    int port = Nodes.freePort();
    URI base = URI.create("http://127.0.0.1:" + port);
    ElasticsearchNode node = Nodes.start(work.resolve("zipkin"));
    try {
      Server server = startServer(node.uri(), port, base.resolve("/health"), work);
      return new ZipkinSubject(node, server, base.resolve("/api/v2/spans"));
    } catch (IOException e) {
      node.close();
      throw e;
    }
  }

  private static Server startServer(URI node, int port, URI ready, Path work)
      throws IOException, InterruptedException {
    return Server.start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-jar",
            System.getProperty("spanstone.zipkin")),
        Map.of(
            "STORAGE_TYPE", "elasticsearch",
            "ES_HOSTS", node.toString(),
            "ES_INDEX_SHARDS", "1",
            "ES_INDEX_REPLICAS", "0",
            "QUERY_PORT", Integer.toString(port)),
        ready,
        work.resolve("zipkin-log"));
  }

  @Override
  public String name() {
    return "zipkin";
  }

  @Override
  public List<byte[]> encode(List<List<SyntheticSpan>> batches) {
    return batches.stream().map(ZipkinEncoding::encode).toList();
  }

  /**
   * In step with what gets stored: with more spans on their way Zipkin stalls and drops them, and
   * this is to be its best.
   */
  @Override
  public void send(List<byte[]> bodies) throws IOException, InterruptedException {
    long before = queryable();
    for (int from = 0; from < bodies.size(); from += STEP) {
      int to = Math.min(from + STEP, bodies.size());
      load.send(bodies.subList(from, to));
      awaitStored(before + (long) to * Corpus.BATCH - MAX_SPANS_ON_THEIR_WAY);
    }
  }

  /** Waits for that many stored spans, or until none has come for a while. */
  private void awaitStored(long wanted) throws IOException, InterruptedException {
    long stored = -1;
    long lastProgressNanos = System.nanoTime();
    while (stored < wanted && System.nanoTime() - lastProgressNanos < PATIENCE.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(100);
      long now = queryable();
      if (now != stored) {
        lastProgressNanos = System.nanoTime();
      }
      stored = now;
    }
  }

  /** Zipkin keeps tags as nested documents of their own; a search counts the spans alone. */
  @Override
  public long queryable() throws IOException, InterruptedException {
    return elasticsearch.count(SPANS);
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("server", server.handle());
    processes.put("elasticsearch", ProcessHandle.of(node.pid()).orElseThrow());
    return processes;
  }

  @Override
  public String indices() {
    return SPANS;
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
    node.close();
  }
}
