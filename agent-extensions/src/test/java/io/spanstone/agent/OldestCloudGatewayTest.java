package io.spanstone.agent;

import org.junit.jupiter.api.Tag;

@Tag("full")
class OldestCloudGatewayTest extends CloudGatewayTest {

  OldestCloudGatewayTest() {
    super("oldest");
  }
}
