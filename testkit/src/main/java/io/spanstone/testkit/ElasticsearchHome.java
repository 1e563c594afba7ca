package io.spanstone.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the Elasticsearch that the build assembled. */
public final class ElasticsearchHome {
  private static final String PROPERTY = "spanstone.elasticsearch.home";
  private static final Path IN_TREE = Path.of("elasticsearch-node", "target", "elasticsearch");

  private ElasticsearchHome() {}

  /** The one that Maven names, or else the one in the tree around the working directory. */
  public static Path find() {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return requireAssembled(Path.of(named));
    }
    Path directory = Path.of("").toAbsolutePath();
    while (directory.getParent() != null && !Files.exists(directory.resolve(IN_TREE))) {
      directory = directory.getParent();
    }
    return requireAssembled(directory.resolve(IN_TREE));
  }

  private static Path requireAssembled(Path home) {
    if (!Files.isDirectory(home.resolve("lib"))) {
      throw new IllegalStateException(
          home + " is not assembled: run mvn -pl elasticsearch-node process-classes");
    }
    return home;
  }
}
