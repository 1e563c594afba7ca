package io.spanstone.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.standalone.ScriptTree.Result;
import io.spanstone.testkit.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code spanstone}, with stand-ins for the programs that it calls. */
class ScriptTest {
  @TempDir Path directory;
  private ScriptTree tree;

  @BeforeEach
  void plant() throws Exception {
    tree = new ScriptTree(directory);
  }

  @Test
  void buildsOnceThenStartsJava() throws Exception {
    Result first = tree.run("up");
    assertThat(first.err())
        .startsWith("Building Spanstone")
        .contains("\n  Building Spanstone :: otlp")
        .doesNotContain("flood");
    assertThat(first.exitCode()).isZero();
    assertThat(first.out())
        .contains("-Dspanstone.home=" + tree.root().resolve("standalone/target/spanstone") + "\n")
        .endsWith("\nio.spanstone.standalone.Main\nup\n");

    assertThat(tree.run("demo", "--small").err()).as("nothing is newer").isEmpty();
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    tree.buildAWhileAgo();
    Files.writeString(tree.root().resolve("otlp/src/main/Wire.java"), "new");

    assertThat(tree.run("up").err()).startsWith("Building Spanstone");
  }

  @Test
  void buildsAgainWhenASourceBelowTheDemoIsNewer() throws Exception {
    tree.buildAWhileAgo();
    Files.writeString(tree.root().resolve("demo/gateway/src/main/Route.java"), "new");

    assertThat(tree.run("up").err()).startsWith("Building Spanstone");
  }

  @Test
  void buildsAgainWhenASourceIsGone() throws Exception {
    tree.buildAWhileAgo();
    Files.delete(tree.root().resolve("otlp/src/main/Old.java"));

    assertThat(tree.run("up").err()).startsWith("Building Spanstone");
  }

  @Test
  void doesNotBuildForNewerTests() throws Exception {
    tree.run("up");
    Files.createDirectories(tree.root().resolve("otlp/src/test"));
    Files.writeString(tree.root().resolve("otlp/src/test/WireTest.java"), "new");

    assertThat(tree.run("up").err()).isEmpty();
  }

  @Test
  void showsWhyABuildFailed() throws Exception {
    tree.program("mvn", "echo '[ERROR] Wire.java:[7,3] no such thing'; exit 1");

    Result result = tree.run("up");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).as("Java was not started").isEmpty();
    assertThat(result.err())
        .contains("[ERROR] Wire.java:[7,3] no such thing")
        .contains("all it said is in " + tree.root().resolve("target/build.log"));
  }

  @Test
  void isFoundThroughALink() throws Exception {
    Path link =
        Files.createSymbolicLink(directory.resolve("link"), tree.root().resolve("spanstone"));

    assertThat(tree.run(Map.of(), link, "query").out())
        .contains("-Dspanstone.home=" + tree.root())
        .endsWith("\nquery\n");
  }

  @Test
  void tellsANewerJavaThatNativeCodeIsMeant() throws Exception {
    assertThat(tree.run("up").out())
        .contains("--enable-native-access=ALL-UNNAMED\n")
        .doesNotContain("unsafe");

    tree.java("25");
    assertThat(tree.run("up").out()).contains("--sun-misc-unsafe-memory-access=allow\n");
  }

  @Test
  void takesOptionsForJava() throws Exception {
    Map<String, String> environment = Map.of("SPANSTONE_JAVA_OPTIONS", "-Xmx3g -Dx=y");

    assertThat(tree.run(environment, tree.root().resolve("spanstone"), "up").out())
        .contains("-Xmx3g\n-Dx=y\n")
        .doesNotContain("-Xmx1g");
  }

  @Test
  void asksForAnotherJava() throws Exception {
    for (String old : new String[] {"11", "1.8"}) {
      tree.java(old);

      Result result = tree.run("up");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err()).contains("Java 17 or newer is needed");
    }
  }

  @Test
  void asksForACompiler() throws Exception {
    Files.delete(directory.resolve("programs/jdk/bin/javac"));

    assertThat(tree.run("up").err()).contains("has no compiler");
  }

  @Test
  void refusesAnUnknownCommand() throws Exception {
    Result result = tree.run("start");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("spanstone: no such command: start").contains("Usage:");
  }

  @Test
  void tellsOfItselfWithoutBuilding() throws Exception {
    for (String command : new String[] {"up", "demo", "collector", "query", "test", "build"}) {
      Result result = tree.run(command, "--help");

      assertThat(result.exitCode()).as(command).isZero();
      assertThat(result.out()).as(command).startsWith("Usage: ");
      assertThat(result.err()).as(command).isEmpty();
    }
  }

  @Test
  void refusesWhatACommandDoesNotTakeWithoutBuilding() throws Exception {
    assertRefused("build does not take --fast", "build", "--fast");
    assertRefused("test does not take --long", "test", "--long");
    assertRefused("no such benchmark: speed", "bench", "speed");
    assertRefused("bench needs the name of a benchmark", "bench");
  }

  private void assertRefused(String reason, String... arguments) throws Exception {
    Result result = tree.run(arguments);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("spanstone: " + reason + "\n\nUsage: ");
  }

  @Test
  void countsTheTests() throws Exception {
    tree.program(
        "mvn",
        """
        echo "[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in A"
        echo "[INFO] Tests run: 5, Failures: 1, Errors: 1, Skipped: 1, Time elapsed: 2 s -- in B"
        echo "[INFO] Tests run: 12, Failures: 1, Errors: 1, Skipped: 1"
        """);

    Result result = tree.run("test");

    assertThat(result.out()).endsWith("\n9 passed, 2 failed, 1 skipped\n");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void failsWhenATestProcessDied() throws Exception {
    tree.program(
        "mvn",
        """
        echo "[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in A"
        echo "[ERROR] The forked VM terminated without properly saying goodbye"
        """);

    Result result = tree.run("test");

    assertThat(result.err()).contains("The forked VM terminated");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void mindsASkippedTestOnlyInCi() throws Exception {
    tree.program(
        "mvn",
        """
        mkdir -p target
        echo chromium >>"${0%/*}/../a tree with spaces/target/skipped-tools"
        echo "[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 s -- in A"
        """);

    Result alone = tree.run("test");
    assertThat(alone.exitCode()).isZero();
    assertThat(alone.out()).endsWith("\n6 passed, 0 failed, 1 skipped\n");
    assertThat(alone.err()).contains("!!! SKIPPED").contains("!!!   chromium");

    Result ci = tree.run(Map.of("CI", "true"), tree.root().resolve("spanstone"), "test");
    assertThat(ci.exitCode()).isEqualTo(1);
  }

  @Test
  void failsWhenNoTestRan() throws Exception {
    tree.program("mvn", "exit 0");

    assertThat(tree.run("test").exitCode()).isEqualTo(1);
  }

  @Test
  void asksForTheLongRuns() throws Exception {
    tree.program("mvn", "echo \"[ERROR] $*\"");

    assertThat(tree.run("test", "--full").err()).contains(" verify -Dfull");
  }

  @Test
  void isCleanShell() throws Exception {
    Tools.require("shellcheck");
    Process shellcheck =
        new ProcessBuilder("shellcheck", ScriptTree.SCRIPT.toString()).inheritIO().start();

    assertThat(shellcheck.waitFor()).isZero();
  }
}
