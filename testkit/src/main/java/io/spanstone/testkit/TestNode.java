package io.spanstone.testkit;

import io.spanstone.node.ElasticsearchNode;
import io.spanstone.node.NodeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A small node on a free port, with a data directory that goes when it does. */
public final class TestNode implements AutoCloseable {
  private static final String HEAP = "512m";

  /** Nodes of tests live too short for the optimizing compiler to be worth its work. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private final Path data;
  private final ElasticsearchNode node;

  private TestNode(Path data, ElasticsearchNode node) {
    this.data = data;
    this.node = node;
  }

  /** Starts a node and waits until it answers. */
  public static TestNode start() {
    try {
      Path data = Files.createTempDirectory("spanstone-elasticsearch-");
      NodeSettings settings =
          new NodeSettings(ElasticsearchHome.find(), data, 0, HEAP).withJvmOptions(QUICK_START);
      return new TestNode(data, ElasticsearchNode.start(settings));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Elasticsearch started", interrupted);
    }
  }

  public URI uri() {
    return node.uri();
  }

  /** The node itself, for tests that kill or pause it. */
  public ElasticsearchNode node() {
    return node;
  }

  @Override
  public void close() throws IOException {
    node.close();
    try (Stream<Path> paths = Files.walk(data)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
