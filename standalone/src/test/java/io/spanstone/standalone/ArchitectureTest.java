package io.spanstone.standalone;

import io.spanstone.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
  @TestFactory
  Stream<DynamicTest> keepsTheRules() {
    return ArchitectureRules.of("io.spanstone.standalone");
  }

  /** From here all but the agent and the demo is in sight. */
  @TestFactory
  Stream<DynamicTest> keepsTheRulesOfTheWholeProduct() {
    return ArchitectureRules.ofWholeProduct(
        "io.spanstone.node.root.RootPlugin", // its descriptor names it
        "io.spanstone.otlp.", // all of OTLP, whatever of it is read today
        "io.spanstone.block.BlockFields"); // storage's test holds the mapping to it
  }
}
