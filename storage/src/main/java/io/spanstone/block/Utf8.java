package io.spanstone.block;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Text and its bytes. */
final class Utf8 {
  private Utf8() {}

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static boolean isAscii(byte[] array, int from, int to) {
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= array[i];
    }
    return all >= 0;
  }
}
