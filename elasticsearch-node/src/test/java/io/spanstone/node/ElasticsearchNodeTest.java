package io.spanstone.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchNodeTest {
  @TempDir static Path data;
  private static ElasticsearchNode node;

  @BeforeAll
  static void start() throws Exception {
    node = ElasticsearchNode.start(TestNodes.settings(data));
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    assertThat(ProcessHandle.of(node.pid())).isEmpty();
  }

  @Test
  void answersItsRootAsElasticsearchDoes() throws Exception {
    HttpResponse<String> answer = TestNodes.get(node.uri());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-elastic-product")).contains("Elasticsearch");
    assertThat(answer.body())
        .contains("\"name\" : \"spanstone\"")
        .contains("\"cluster_name\" : \"spanstone\"")
        .contains("\"number\" : \"8.")
        .contains("\"tagline\" : \"You Know, for Search\"");
  }

  @Test
  void bringsItsOwnLibzstd() {
    Path platforms = TestNodes.settings(data).home().resolve("lib").resolve("platform");

    assertThat(platforms.resolve("linux-x64").resolve("libzstd.so")).isRegularFile();
    assertThat(platforms.resolve("linux-aarch64").resolve("libzstd.so")).isRegularFile();
    assertThat(platforms.resolve("darwin-x64").resolve("libzstd.dylib")).isRegularFile();
    assertThat(platforms.resolve("darwin-aarch64").resolve("libzstd.dylib")).isRegularFile();
  }

  @Test
  void compressesWithZstd() throws Exception {
    TestNodes.put(
        node.uri().resolve("/zstd"),
        "{\"settings\":{\"codec\":\"best_compression\",\"number_of_replicas\":0}}");
    assertThat(
            TestNodes.put(node.uri().resolve("/zstd/_doc/1?refresh=true"), "{\"a\":1}")
                .statusCode())
        .isEqualTo(201);

    assertThat(TestNodes.get(node.uri().resolve("/zstd/_segments")).body())
        .contains("Zstd814StoredFieldsFormat");
    assertThat(TestNodes.get(node.uri().resolve("/zstd/_doc/1")).body())
        .contains("\"_source\":{\"a\":1}");
  }

  @Test
  void keepsNothingForOtherNodes() throws Exception {
    assertThat(TestNodes.fieldsWithoutSource(node, "alone"))
        .contains("\"_id\"")
        .doesNotContain("_recovery_source");
  }

  @Test
  void logsIntoItsDataDirectory() throws Exception {
    assertThat(Files.readString(data.resolve("logs").resolve("elasticsearch.log")))
        .contains("publish_address {127.0.0.1:" + node.uri().getPort() + "}");
  }

  @Test
  void doesNotHearTheSignalsOfItsProcessGroup() throws Exception {
    long pid = node.pid();

    TestNodes.signal("TERM", pid);
    TestNodes.signal("INT", pid);
    TestNodes.signal("HUP", pid);

    assertThat(TestNodes.process(pid).onExit().isDone()).isFalse();
    assertThat(TestNodes.answers(node.uri())).isTrue();
    assertThat(node.pid()).isEqualTo(pid);
  }

  @Test
  void isStartedAgainOnTheSamePortWhenKilled() throws Exception {
    int restartsBefore = node.restarts();
    long pid = node.pid();

    TestNodes.signal("KILL", pid);

    TestNodes.await(
        Duration.ofSeconds(60), () -> node.pid() != pid && TestNodes.answers(node.uri()));
    assertThat(node.restarts()).isEqualTo(restartsBefore + 1);
  }

  @Test
  void refusesADataDirectoryInUse() {
    assertThatThrownBy(() -> ElasticsearchNode.start(TestNodes.settings(data)))
        .isInstanceOf(DirectoryInUseException.class)
        .hasMessageContaining(data.toString())
        .hasMessageContaining("is in use by the process with id " + ProcessHandle.current().pid());
  }

  @Test
  void refusesATakenPort(@TempDir Path otherData) throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      NodeSettings settings = TestNodes.settings(otherData).withPort(other.getLocalPort());

      assertThatThrownBy(() -> ElasticsearchNode.start(settings))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("port " + other.getLocalPort());
    }
  }

  @Test
  void saysWhyItDoesNotStart(@TempDir Path otherData) {
    NodeSettings settings = TestNodes.settings(otherData).with("no.such.setting", "1");

    assertThatThrownBy(() -> ElasticsearchNode.start(settings))
        .isInstanceOf(NodeStartException.class)
        .hasMessageContaining("no.such.setting")
        .hasMessageContaining(otherData.resolve("logs").toString());
  }
}
