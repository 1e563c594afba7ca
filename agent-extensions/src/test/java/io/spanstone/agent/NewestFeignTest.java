package io.spanstone.agent;

class NewestFeignTest extends FeignInServiceTest {

  NewestFeignTest() {
    super("feign-newest");
  }
}
