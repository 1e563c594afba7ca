package io.spanstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  private static final int JVMS = 2;
  private static final int PORTS = 60; // more than one block

  @Test
  void areGivenOnceByAllJvmsThatRun() throws Exception {
    List<Process> jvms = new ArrayList<>();
    Set<Integer> given = new HashSet<>();
    try {
      for (int i = 0; i < JVMS; i++) {
        jvms.add(anotherJvm());
      }
      for (Process jvm : jvms) {
        for (int i = 0; i < PORTS; i++) {
          assertThat(given.add(Integer.parseInt(jvm.inputReader().readLine()))).isTrue();
        }
      }
      for (int i = 0; i < PORTS; i++) {
        assertThat(given.add(FreePorts.one())).isTrue();
      }
    } finally {
      jvms.forEach(Process::destroyForcibly);
    }
  }

  @Test
  void inARowAreAllFree() throws Exception {
    int before = FreePorts.one();
    try (ServerSocket taken = new ServerSocket(before + 2)) {
      int first = FreePorts.inARow(5);

      assertThat(IntStream.range(first, first + 5)).doesNotContain(taken.getLocalPort());
      for (int port = first; port < first + 5; port++) {
        new ServerSocket(port).close();
      }
    }
    assertThatThrownBy(() -> FreePorts.inARow(51)).hasMessageContaining("at most 50");
  }

  private static Process anotherJvm() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            GivesPorts.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Prints ports, and holds them until its input ends. */
  static final class GivesPorts {
    private GivesPorts() {}

    public static void main(String[] arguments) throws Exception {
      for (int i = 0; i < PORTS; i++) {
        System.out.println(FreePorts.one());
      }
      while (System.in.read() >= 0) {
        // only the end matters
      }
    }
  }
}
