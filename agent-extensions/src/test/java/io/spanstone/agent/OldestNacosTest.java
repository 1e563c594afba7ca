package io.spanstone.agent;

import org.junit.jupiter.api.Tag;

@Tag("full")
class OldestNacosTest extends NacosInServiceTest {

  OldestNacosTest() {
    super("oldest");
  }

  @Override
  NacosNames open() throws Exception {
    return new NacosHttpNames();
  }
}
