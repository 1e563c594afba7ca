package io.spanstone.standalone;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the built product lies: {@code lib/} with this class, {@code elasticsearch/}, {@code
 * agent/}, {@code demo/}.
 */
record Distribution(Path home) {

  /** By the script's word, or else around the jar that this class is in. */
  static Distribution locate() {
    String named = System.getProperty("spanstone.home");
    Path home = named != null ? Path.of(named) : jar().resolveSibling("..");
    return new Distribution(home.toAbsolutePath().normalize());
  }

  /** The home of the embedded Elasticsearch. */
  Path elasticsearch() {
    return home.resolve("elasticsearch");
  }

  /** The demo services; absent in images of the product. */
  Path demo() {
    return home.resolve("demo");
  }

  /** The agent to hand out; null if it was not built. */
  @Nullable Path agentJar() {
    Path jar = home.resolve("agent").resolve("spanstone-javaagent.jar");
    return Files.exists(jar) ? jar : null;
  }

  static String version() {
    String version = Distribution.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static Path jar() {
    try {
      return Path.of(
          Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
