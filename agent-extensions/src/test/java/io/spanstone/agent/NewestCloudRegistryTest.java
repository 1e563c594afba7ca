package io.spanstone.agent;

import org.junit.jupiter.api.Tag;

@Tag("full")
class NewestCloudRegistryTest extends CloudRegistryTest {

  NewestCloudRegistryTest() {
    super("newest");
  }
}
