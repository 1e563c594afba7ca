package io.spanstone.demo;

import java.util.List;

/**
 * One program of the shop, which runs in a JVM of its own.
 *
 * @param classPath with {@code *} for all jars of a directory
 * @param port where it accepts requests
 * @param observed whether the agent is attached
 */
record Program(
    String name,
    String mainClass,
    String classPath,
    String heap,
    int port,
    boolean observed,
    List<String> arguments) {

  String url() {
    return "http://127.0.0.1:" + port;
  }
}
