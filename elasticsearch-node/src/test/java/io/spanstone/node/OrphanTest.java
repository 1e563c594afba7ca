package io.spanstone.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the child when its parent is killed. */
class OrphanTest {
  @TempDir Path data;

  @Test
  void endsByItself() throws Exception {
    Process parent = startParent();
    ProcessHandle child = TestNodes.process(childOf(parent));

    parent.destroyForcibly().waitFor();

    assertThat(child.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @Test
  void isEndedByTheNextStartWhenItHangs() throws Exception {
    Process parent = startParent();
    ProcessHandle child = TestNodes.process(childOf(parent));
    TestNodes.signal("STOP", child.pid());
    parent.destroyForcibly().waitFor();

    try (ElasticsearchNode node = ElasticsearchNode.start(TestNodes.settings(data))) {
      assertThat(child.isAlive()).isFalse();
      assertThat(TestNodes.answers(node.uri())).isTrue();
    }
  }

  @Test
  void isToldFromAnotherProcessThatGotItsId() throws Exception {
    ProcessHandle self = ProcessHandle.current();

    ChildRecord.of(self).write(data);
    assertThat(ChildRecord.read(data).orElseThrow().find(data)).isEmpty();

    new ChildRecord(self.pid(), Instant.EPOCH).write(data);
    assertThat(ChildRecord.read(data).orElseThrow().find(data)).isEmpty();
  }

  private Process startParent() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dspanstone.elasticsearch.home=" + System.getProperty("spanstone.elasticsearch.home"),
            ParentMain.class.getName(),
            data.toString())
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /** Logging shares the parent's output, so the id is the line that is a number. */
  private static long childOf(Process parent) throws Exception {
    String line = parent.inputReader(StandardCharsets.UTF_8).readLine();
    while (line != null && !line.matches("[0-9]+")) {
      line = parent.inputReader(StandardCharsets.UTF_8).readLine();
    }
    assertThat(line).as("the child's process id").isNotNull();
    return Long.parseLong(line);
  }
}
