package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;

class AgentJarTest {

  private static final String EXTENSION = "extensions/spanstone-agent-extension.jar";
  private static final int JAVA_8 = 52;

  @Test
  void keepsUpstreamsEntryPointsAndNamesOurVersion() throws IOException {
    try (JarFile agent = new JarFile(RunningService.AGENT.toFile())) {
      Attributes manifest = agent.getManifest().getMainAttributes();

      assertThat(manifest.getValue("Premain-Class"))
          .isEqualTo("io.opentelemetry.javaagent.OpenTelemetryAgent");
      assertThat(manifest.getValue("Agent-Class")).isEqualTo(manifest.getValue("Premain-Class"));
      assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(manifest.getValue("Implementation-Title")).isEqualTo("spanstone-javaagent");
      assertThat(manifest.getValue("Implementation-Version"))
          .isEqualTo(
              System.getProperty("spanstone.version")
                  + "+otel-"
                  + System.getProperty("upstream.agent.version"));
      assertThat(agent.getEntry("META-INF/licenses/licenses.md")).isNotNull();
    }
  }

  @Test
  void embedsTheExtensionAsBytecodeThatJava8Runs() throws IOException {
    try (JarFile agent = new JarFile(RunningService.AGENT.toFile());
        JarInputStream extension =
            new JarInputStream(agent.getInputStream(agent.getEntry(EXTENSION)))) {
      int classes = 0;
      for (JarEntry entry; (entry = extension.getNextJarEntry()) != null; ) {
        if (entry.getName().endsWith(".class")) {
          DataInputStream classFile = new DataInputStream(extension);
          assertThat(classFile.readInt()).isEqualTo(0xCAFEBABE);
          classFile.readUnsignedShort();
          assertThat(classFile.readUnsignedShort()).as(entry.getName()).isLessThanOrEqualTo(JAVA_8);
          classes++;
        }
      }
      assertThat(classes).isGreaterThan(5);
    }
  }
}
