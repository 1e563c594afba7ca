package io.spanstone.agent;

import org.junit.jupiter.api.Tag;

@Tag("full")
class OldestCloudFallbackTest extends CloudFallbackTest {

  OldestCloudFallbackTest() {
    super("oldest");
  }
}
