package io.spanstone.agent;

class NewestHystrixTest extends HystrixInServiceTest {

  NewestHystrixTest() {
    super("hystrix-newest");
  }
}
