package io.spanstone.query.alert.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/** Ids of what people create. */
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 8;

  private Ids() {}

  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The same for the same text. */
  static String of(String text) {
    return HexFormat.of()
        .toHexDigits(UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).getMostSignificantBits());
  }
}
