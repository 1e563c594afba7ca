package io.spanstone.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHash64Test {

  /** Vectors of the reference implementation, xxHash 0.8. */
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "a, d24ec4f1a98c6e5b",
    "abc, 44bc2cf5ad770999",
    "Nobody inspects the spammish repetition, fbcea83c8a378bf1",
  })
  void agreesWithTheReference(String text, String hash) {
    byte[] bytes = ("xx" + text + "x").getBytes(UTF_8);

    assertThat(XxHash64.hash(bytes, 2, bytes.length - 1))
        .isEqualTo(Long.parseUnsignedLong(hash, 16));
  }
}
