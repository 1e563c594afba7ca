package io.spanstone.agent;

class NewestCloudGatewayTest extends CloudGatewayTest {

  NewestCloudGatewayTest() {
    super("newest");
  }
}
