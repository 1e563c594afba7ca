package io.spanstone.query.alert.api;

import java.security.SecureRandom;
import java.util.HexFormat;

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
}
