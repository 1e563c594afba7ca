package io.spanstone.agent.eureka;

/** Which classes of ours go into the class loader of the service. */
final class Injected {

  private Injected() {}

  static boolean contains(String className) {
    return className.startsWith("io.spanstone.agent.eureka.")
        || className.startsWith("io.spanstone.agent.door.");
  }
}
