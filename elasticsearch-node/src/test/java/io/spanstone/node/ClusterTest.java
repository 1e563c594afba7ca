package io.spanstone.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {
  @Test
  void twoNodesFormACluster(@TempDir Path firstData, @TempDir Path secondData) throws Exception {
    String seed = "127.0.0.1:" + freePort();
    NodeSettings first =
        member(firstData, "first", seed)
            .with("transport.port", seed.substring(seed.indexOf(':') + 1))
            .with("cluster.initial_master_nodes", "first");

    try (ElasticsearchNode one = ElasticsearchNode.start(first);
        ElasticsearchNode two = ElasticsearchNode.start(member(secondData, "second", seed))) {
      assertThat(TestNodes.get(two.uri().resolve("/_cat/nodes?h=name")).body())
          .contains("first")
          .contains("second");
      assertThat(one.uri()).isNotEqualTo(two.uri());
      assertThat(TestNodes.fieldsWithoutSource(two, "shared")).contains("_recovery_source");
    }
  }

  private static NodeSettings member(Path data, String name, String seed) {
    return TestNodes.settings(data)
        .with("node.name", name)
        .with("discovery.type", "multi-node")
        .with("discovery.seed_hosts", seed);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
