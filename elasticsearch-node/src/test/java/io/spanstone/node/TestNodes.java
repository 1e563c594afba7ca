package io.spanstone.node;

import java.nio.file.Path;

/** Small nodes on free ports. */
final class TestNodes {
  private TestNodes() {}

  static NodeSettings settings(Path data) {
    return new NodeSettings(
        Path.of(System.getProperty("spanstone.elasticsearch.home")), data, 0, "512m");
  }
}
