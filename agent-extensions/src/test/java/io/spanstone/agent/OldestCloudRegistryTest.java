package io.spanstone.agent;

import org.junit.jupiter.api.Tag;

@Tag("full")
class OldestCloudRegistryTest extends CloudRegistryTest {

  OldestCloudRegistryTest() {
    super("oldest");
  }
}
