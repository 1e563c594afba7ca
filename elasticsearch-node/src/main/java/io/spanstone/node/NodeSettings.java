package io.spanstone.node;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to run one embedded node.
 *
 * @param home the assembled Elasticsearch: {@code lib/} and {@code modules/}
 * @param data the node's own directory: indices, logs, its lock and its process record
 * @param port HTTP port on the loopback interface; 0 picks a free one
 * @param heap the child's heap, as {@code -Xmx} takes it, such as {@code 512m} or {@code 1g}
 * @param elasticsearch further Elasticsearch settings; they win over the defaults
 * @param jvmOptions further options of the child's JVM; they win over the defaults
 */
public record NodeSettings(
    Path home,
    Path data,
    int port,
    String heap,
    Map<String, String> elasticsearch,
    List<String> jvmOptions) {

  public NodeSettings {
    home = home.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
    elasticsearch = Map.copyOf(elasticsearch);
    jvmOptions = List.copyOf(jvmOptions);
  }

  public NodeSettings(Path home, Path data, int port, String heap) {
    this(home, data, port, heap, Map.of(), List.of());
  }

  /** These settings with one more Elasticsearch setting, such as {@code transport.port}. */
  public NodeSettings with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(elasticsearch);
    more.put(key, value);
    return new NodeSettings(home, data, port, heap, more, jvmOptions);
  }

  /** These settings with those options of the JVM. */
  public NodeSettings withJvmOptions(String... options) {
    return new NodeSettings(home, data, port, heap, elasticsearch, List.of(options));
  }

  NodeSettings withPort(int boundPort) {
    return new NodeSettings(home, data, boundPort, heap, elasticsearch, jvmOptions);
  }

  Path logs() {
    return data.resolve("logs");
  }
}
