package io.spanstone.agent;

import org.junit.jupiter.api.Tag;

@Tag("full")
class OldestFeignTest extends FeignInServiceTest {

  OldestFeignTest() {
    super("feign-oldest");
  }
}
