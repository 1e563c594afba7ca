package io.spanstone.collector.journal;

import java.io.IOException;

/**
 * The journal's quota is used up, or the disk has less free space than it must keep. Nothing was
 * written. Passes by itself once closed segments have been released.
 */
public final class JournalFullException extends IOException {
  JournalFullException(String message) {
    super(message);
  }
}
