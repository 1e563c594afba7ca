package io.spanstone.agent;

import org.junit.jupiter.api.Tag;

@Tag("full")
class OldestHystrixTest extends HystrixInServiceTest {

  OldestHystrixTest() {
    super("hystrix-oldest");
  }
}
