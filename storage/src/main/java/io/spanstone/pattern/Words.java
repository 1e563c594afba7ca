package io.spanstone.pattern;

/**
 * Tells which words of a message are values, or have values in them. A word is a run of letters,
 * digits and what joins them. Not thread-safe.
 */
final class Words {
  private static final int UUID_BYTES = 36;
  private static final int MIN_HEX = 8;
  private static final int MIN_HASH_CODE = 6;
  private static final int MIN_RANDOM = 6;
  private static final int MIN_RANDOM_DIGIT_RUNS = 3;
  private static final int MAX_INNER_DIGITS = 2;
  private static final int MIN_COLONS = 2;

  private final Template template;

  Words(Template template) {
    this.template = template;
  }

  /**
   * Adds a word to the template, or what is left of it.
   *
   * @param end of the message: a path may go on after the word
   * @param classes of all its bytes
   * @return where the next word may start
   */
  int add(byte[] bytes, int from, int to, int end, int classes) {
    if ((classes & Bytes.SUSPECT) == 0) {
      if ((classes & Bytes.CONTENT) == 0) {
        template.literal(bytes, from, to);
      } else {
        int last = withoutPunctuation(bytes, from, to);
        template.word(bytes, from, last);
        template.literal(bytes, last, to);
      }
      return to;
    }
    if ((classes & ~(Bytes.DIGIT | Bytes.HEX)) == 0) {
      template.value(); // a plain number, as most values are
      return to;
    }
    boolean path = (classes & (Bytes.SLASH | Bytes.BACKSLASH)) != 0 && isPath(bytes, from, to);
    int wordEnd = path ? pathEnd(bytes, to, end) : to;
    int last = withoutPunctuation(bytes, from, wordEnd);
    if (path
        || isEmail(bytes, from, last, classes)
        || ((classes & Bytes.JOINT) != 0 && isAddress(bytes, from, last))) {
      template.value();
    } else {
      parts(bytes, from, last);
    }
    template.literal(bytes, last, wordEnd);
    return wordEnd;
  }

  /** Where the word ends without the punctuation of its sentence. */
  int withoutPunctuation(byte[] bytes, int from, int to) {
    int last = to;
    while (last > from && isPunctuation(bytes[last - 1])) {
      last--;
    }
    return last;
  }

  private static boolean isPunctuation(byte b) {
    return b == '.' || b == ':' || b == '!' || b == '?';
  }

  /** {@code /var/log}, {@code C:\temp}, {@code s3://bucket}, {@code 2024/01/01}. */
  private static boolean isPath(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return false;
    }
    byte first = bytes[from];
    if (first == '/' || first == '\\' || (first == '~' && bytes[from + 1] == '/')) {
      return Bytes.is(bytes[from + 1], Bytes.CONTENT | Bytes.SLASH | Bytes.BACKSLASH)
          || bytes[from + 1] == '.'
          || bytes[from + 1] == '_';
    }
    if (to - from > 2 && bytes[from + 1] == ':' && bytes[from + 2] == '\\') {
      return true;
    }
    int slashes = 0;
    for (int i = from; i < to; i++) {
      slashes += bytes[i] == '/' ? 1 : 0;
    }
    return slashes >= 2;
  }

  /** A path goes on to the next space, quote or bracket: {@code ?a=b&c=d} is part of it. */
  private static int pathEnd(byte[] bytes, int from, int end) {
    int to = from;
    while (to < end && (Bytes.is(bytes[to], Bytes.WORD) || bytes[to] == '=' || bytes[to] == ';')) {
      to++;
    }
    while (to > from && (bytes[to - 1] == ';' || bytes[to - 1] == '=')) {
      to--;
    }
    return to;
  }

  private static boolean isEmail(byte[] bytes, int from, int to, int classes) {
    if ((classes & Bytes.AT) == 0) {
      return false;
    }
    int at = from + 1;
    while (at < to && bytes[at] != '@') {
      at++;
    }
    for (int dot = at + 2; dot < to - 1; dot++) {
      if (bytes[dot] == '.') {
        return Bytes.is(bytes[at - 1], Bytes.ALPHANUMERIC)
            && Bytes.is(bytes[dot + 1], Bytes.ALPHANUMERIC);
      }
    }
    return false;
  }

  /** IPv6, MAC: hex digits between colons. */
  private static boolean isAddress(byte[] bytes, int from, int to) {
    int colons = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == ':') {
        colons++;
      } else if (!Bytes.is(b, Bytes.HEX)) {
        return false;
      }
    }
    return colons >= MIN_COLONS;
  }

  /** What stands between joints and wide characters, each for itself. */
  private void parts(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (!Bytes.is(bytes[at], Bytes.ALPHANUMERIC)) {
        template.literal(bytes[at++]);
      } else if (isUuid(bytes, at, to)) {
        template.value();
        at += UUID_BYTES;
      } else {
        int partEnd = at;
        while (partEnd < to && Bytes.is(bytes[partEnd], Bytes.ALPHANUMERIC)) {
          partEnd++;
        }
        part(bytes, at, partEnd, at > from && bytes[at - 1] == '@');
        at = partEnd;
      }
    }
  }

  private void part(byte[] bytes, int from, int to, boolean afterAt) {
    int digits = 0;
    int digitRuns = 0;
    boolean hex = true;
    boolean inDigits = false;
    for (int i = from; i < to; i++) {
      boolean digit = Bytes.is(bytes[i], Bytes.DIGIT);
      digitRuns += digit && !inDigits ? 1 : 0;
      digits += digit ? 1 : 0;
      hex &= Bytes.is(bytes[i], Bytes.HEX);
      inDigits = digit;
    }
    int length = to - from;
    boolean hashCode = afterAt && hex && length >= MIN_HASH_CODE;
    if (digits == 0 && !hashCode) {
      template.literal(bytes, from, to);
    } else if (Bytes.is(bytes[from], Bytes.DIGIT)
        || hashCode
        || (hex && length >= MIN_HEX)
        || (length >= MIN_RANDOM && digitRuns >= MIN_RANDOM_DIGIT_RUNS)) {
      template.value();
    } else if (digitRuns == 1 && digits <= MAX_INNER_DIGITS && !inDigits) {
      template.literal(bytes, from, to);
    } else {
      digitRuns(bytes, from, to);
    }
  }

  private void digitRuns(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Bytes.is(bytes[i], Bytes.DIGIT)) {
        template.literal(bytes[i]);
      } else if (i == from || !Bytes.is(bytes[i - 1], Bytes.DIGIT)) {
        template.value();
      }
    }
  }

  private static boolean isUuid(byte[] bytes, int from, int to) {
    if (to - from < UUID_BYTES || bytes[from + 8] != '-') {
      return false;
    }
    for (int i = 0; i < UUID_BYTES; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? bytes[from + i] != '-' : !Bytes.is(bytes[from + i], Bytes.HEX)) {
        return false;
      }
    }
    return to - from == UUID_BYTES || !Bytes.is(bytes[from + UUID_BYTES], Bytes.ALPHANUMERIC);
  }
}
