package io.spanstone.agent;

import io.spanstone.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  /** The agent turns java.util.logging into its own logging, and offers extensions nothing else. */
  private static final String LOGGING = "logging goes through slf4j";

  @TestFactory
  Stream<DynamicTest> keepsTheRules() {
    return ArchitectureRules.of("io.spanstone.agent")
        .filter(rule -> !rule.getDisplayName().equals(LOGGING));
  }
}
