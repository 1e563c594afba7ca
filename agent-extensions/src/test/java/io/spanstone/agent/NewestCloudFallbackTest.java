package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestCloudFallbackTest extends CloudFallbackTest {

  NewestCloudFallbackTest() {
    super("newest");
  }

  /** In the oldest, a client without a fallback has no breaker either. */
  @Test
  void tellsThatThereWasNone() throws Exception {
    assertThat(status("/offers/tea")).isEqualTo(500);

    received.awaitValue(1, "fallback.calls", outcome("missing"));
    assertThat(serverSpan("missing"))
        .containsEntry("feign.client", SERVICES + "PriceClient")
        .containsEntry("feign.method", "price")
        .containsEntry("url.path", "/offers/tea");
  }
}
