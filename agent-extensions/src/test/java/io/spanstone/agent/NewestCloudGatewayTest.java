package io.spanstone.agent;

import org.junit.jupiter.api.Tag;

@Tag("full")
class NewestCloudGatewayTest extends CloudGatewayTest {

  NewestCloudGatewayTest() {
    super("newest", "/orders/{id}");
  }
}
