package io.spanstone.agent;

import org.junit.jupiter.api.Tag;

@Tag("full")
class OldestResilienceTest extends ResilienceInServiceTest {

  OldestResilienceTest() {
    super("resilience4j-oldest");
  }
}
