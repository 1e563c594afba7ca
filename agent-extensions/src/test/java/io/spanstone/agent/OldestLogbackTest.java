package io.spanstone.agent;

import org.junit.jupiter.api.Tag;

@Tag("full")
class OldestLogbackTest extends LogbackInServiceTest {

  OldestLogbackTest() {
    super("logback-oldest");
  }
}
