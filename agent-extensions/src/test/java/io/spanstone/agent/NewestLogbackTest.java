package io.spanstone.agent;

class NewestLogbackTest extends LogbackInServiceTest {

  NewestLogbackTest() {
    super("logback-newest");
  }
}
