package io.spanstone.agent;

import org.junit.jupiter.api.Tag;

@Tag("full")
class NewestNacosTest extends NacosInServiceTest {

  NewestNacosTest() {
    super("newest");
  }

  @Override
  NacosNames open() {
    return new NacosGrpcNames();
  }
}
