package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentJarTest {
  private static final String PATH = "/agent/spanstone-javaagent.jar";

  @Test
  void theJarComesWholeWithItsLength(@TempDir Path folder) throws IOException {
    byte[] content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    Path jar = Files.write(folder.resolve("agent.jar"), content);
    try (TestServer server = new TestServer.Setup().agentJar(jar).start()) {
      Answer answer = server.get(PATH, "Accept-Encoding", "gzip");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("content-type")).isEqualTo("application/java-archive");
      assertThat(answer.header("content-length")).isEqualTo("3000000");
      assertThat(answer.header("content-encoding")).isEmpty();
      assertThat(answer.body()).isEqualTo(content);
    }
  }

  @Test
  void headTellsTheLengthAndSendsNothing(@TempDir Path folder) throws IOException {
    Path jar = Files.write(folder.resolve("agent.jar"), new byte[100_000]);
    try (TestServer server = new TestServer.Setup().agentJar(jar).start()) {
      Answer answer = server.send("HEAD", PATH);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("content-length")).isEqualTo("100000");
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void theJarIsSentAgainOnlyWhenItChanged(@TempDir Path folder) throws IOException {
    Path jar = Files.write(folder.resolve("agent.jar"), new byte[100]);
    try (TestServer server = new TestServer.Setup().agentJar(jar).start()) {
      String etag = server.get(PATH).header("etag");
      assertThat(server.get(PATH, "If-None-Match", etag).status()).isEqualTo(304);

      Files.write(jar, new byte[101]);

      Answer changed = server.get(PATH, "If-None-Match", etag);
      assertThat(changed.status()).isEqualTo(200);
      assertThat(changed.body()).hasSize(101);
    }
  }

  @Test
  void anAbsentJarIsExplained(@TempDir Path folder) {
    try (TestServer none = TestServer.alone();
        TestServer unbuilt = new TestServer.Setup().agentJar(folder.resolve("none.jar")).start()) {
      assertThat(none.get(PATH).status()).isEqualTo(404);
      assertThat(none.get(PATH).json().get("detail").textValue()).contains("without an agent jar");
      assertThat(unbuilt.get(PATH).status()).isEqualTo(404);
      assertThat(unbuilt.get(PATH).json().get("detail").textValue())
          .contains("not built")
          .doesNotContain(folder.toString());
    }
  }
}
