package io.spanstone.demo;

import io.spanstone.testkit.ArchitectureRules;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  /** A service sleeps to be slow on purpose, and tells its launcher on stdout that it is ready. */
  private static final Set<String> NOT_FOR_A_DEMO =
      Set.of("nobody sleeps where a signal can wake", "only a main class prints");

  @TestFactory
  Stream<DynamicTest> keepsTheRules() {
    return ArchitectureRules.of("io.spanstone.demo")
        .filter(rule -> !NOT_FOR_A_DEMO.contains(rule.getDisplayName()));
  }
}
