package io.spanstone.agent;

class NewestResilienceTest extends ResilienceInServiceTest {

  NewestResilienceTest() {
    super("resilience4j-newest");
  }
}
