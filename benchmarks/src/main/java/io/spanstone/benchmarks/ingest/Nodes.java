package io.spanstone.benchmarks.ingest;

import io.spanstone.node.ElasticsearchNode;
import io.spanstone.node.NodeSettings;
import io.spanstone.storage.cluster.StorageSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;

/** The Elasticsearch that every subject gets: the embedded node, with the same heap for all. */
public final class Nodes {
  public static final String HEAP = "1g";

  private Nodes() {}

  public static ElasticsearchNode start(Path data) throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("spanstone.home")).resolve("elasticsearch");
    // Zipkin's client offers snappy, then cannot read what Elasticsearch answers in it.
    return ElasticsearchNode.start(
        new NodeSettings(home, data, 0, HEAP).with("http.compression", "false"));
  }

  public static StorageSettings storageSettings(URI uri) {
    return StorageSettings.local(uri);
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
