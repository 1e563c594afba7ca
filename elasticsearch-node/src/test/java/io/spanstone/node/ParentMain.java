package io.spanstone.node;

import java.nio.file.Path;

/** A parent in a process of its own, which a test can kill. Prints its child's process id. */
final class ParentMain {
  private ParentMain() {}

  public static void main(String[] args) throws Exception {
    ElasticsearchNode node = ElasticsearchNode.start(TestNodes.settings(Path.of(args[0])));
    System.out.println(node.pid());
    Thread.currentThread().join();
  }
}
