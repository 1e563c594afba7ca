package io.spanstone.agent.redact;

import org.jspecify.annotations.Nullable;

/**
 * Some of the texts in which no secret was found: most values of attributes come again and again,
 * and to know one is much cheaper than to look through it. Holds 1,024 texts of at most 256
 * characters. Thread-safe without a lock: strings may be shared by a race, and what one thread does
 * not see of another's it finds out again.
 */
final class HarmlessTexts {

  private static final int SLOTS = 1024;
  private static final int MAX_LENGTH = 256;

  private final @Nullable String[] texts = new String[SLOTS];

  boolean has(String text) {
    return text.length() <= MAX_LENGTH && text.equals(texts[slot(text)]);
  }

  /** Forgets another one for it, perhaps. */
  void add(String text) {
    if (text.length() <= MAX_LENGTH) {
      texts[slot(text)] = text;
    }
  }

  private static int slot(String text) {
    int hash = text.hashCode();
    return (hash ^ hash >>> 16) & (SLOTS - 1);
  }
}
