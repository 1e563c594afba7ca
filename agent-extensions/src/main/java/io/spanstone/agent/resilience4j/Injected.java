package io.spanstone.agent.resilience4j;

/** Which classes run in the service's class loaders. */
final class Injected {

  private Injected() {}

  static boolean contains(String className) {
    return className.startsWith("io.spanstone.agent.resilience4j.")
        || className.startsWith("io.spanstone.agent.door.");
  }
}
