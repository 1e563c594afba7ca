package io.spanstone.storage;

import io.spanstone.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
  @TestFactory
  Stream<DynamicTest> keepsTheRules() {
    return ArchitectureRules.of(
        "io.spanstone.block",
        "io.spanstone.hash",
        "io.spanstone.metric",
        "io.spanstone.pattern",
        "io.spanstone.storage");
  }
}
