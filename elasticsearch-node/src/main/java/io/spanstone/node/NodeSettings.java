package io.spanstone.node;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to run one embedded node.
 *
 * @param home the assembled Elasticsearch: {@code lib/} and {@code modules/}
 * @param data the node's own directory: indices, logs, its lock and its process record
 * @param port HTTP port on the loopback interface; 0 picks a free one
 * @param heap the child's heap, as {@code -Xmx} takes it, such as {@code 512m} or {@code 1g}
 * @param elasticsearch further Elasticsearch settings; they win over the defaults
 */
public record NodeSettings(
    Path home, Path data, int port, String heap, Map<String, String> elasticsearch) {

  public NodeSettings {
    home = home.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
    elasticsearch = Map.copyOf(elasticsearch);
  }

  public NodeSettings(Path home, Path data, int port, String heap) {
    this(home, data, port, heap, Map.of());
  }

  /** These settings with one more Elasticsearch setting, such as {@code transport.port}. */
  public NodeSettings with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(elasticsearch);
    more.put(key, value);
    return new NodeSettings(home, data, port, heap, more);
  }

  NodeSettings withPort(int boundPort) {
    return new NodeSettings(home, data, boundPort, heap, elasticsearch);
  }

  Path logs() {
    return data.resolve("logs");
  }
}
