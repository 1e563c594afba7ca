package io.spanstone.pattern;

/** What the bytes of a message are to its pattern. */
final class Bytes {
  static final int DIGIT = 1;
  static final int LETTER = 2;

  /** Part of a character that is not ASCII: taken as it is. */
  static final int WIDE = 4;

  /** Joins the parts of a word. */
  static final int JOINT = 8;

  static final int SLASH = 16;
  static final int BACKSLASH = 32;
  static final int AT = 64;

  /** Between words. */
  static final int BETWEEN = 128;

  static final int QUOTE = 256;
  static final int SPACE = 512;

  /** Stands between values of a list, or the parts of one value. */
  static final int GLUE = 1024;

  static final int HEX = 2048;

  static final int ALPHANUMERIC = DIGIT | LETTER;

  /** What says something. */
  static final int CONTENT = ALPHANUMERIC | WIDE;

  /** What words are made of. */
  static final int WORD = CONTENT | JOINT;

  /** What a word must have to hold anything that is to be masked. */
  static final int SUSPECT = DIGIT | SLASH | BACKSLASH | AT;

  private static final int[] CLASSES = new int[256];

  static {
    for (int b = 0; b < CLASSES.length; b++) {
      CLASSES[b] = b <= ' ' || b == 0x7f ? SPACE | GLUE : b >= 0x80 ? WIDE : BETWEEN;
    }
    set("0123456789", DIGIT | HEX);
    set("abcdefABCDEF", LETTER | HEX);
    set("ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ", LETTER);
    set("-_.:+~%#*&$!?^", JOINT | GLUE);
    set("/", JOINT | GLUE | SLASH);
    set("\\", JOINT | GLUE | BACKSLASH);
    set("@", JOINT | GLUE | AT);
    set(",;|", BETWEEN | GLUE);
    set("'\"`", QUOTE);
  }

  private Bytes() {}

  /** The classes of a byte, as a set of bits. */
  static int of(byte b) {
    return CLASSES[b & 0xff];
  }

  static boolean is(byte b, int anyOf) {
    return (CLASSES[b & 0xff] & anyOf) != 0;
  }

  private static void set(String bytes, int classes) {
    bytes.chars().forEach(b -> CLASSES[b] = classes);
  }
}
