package io.spanstone.collector.journal;

import java.io.IOException;

/**
 * More bytes wait for the disk than the settings allow, or the journal is closing. Nothing was
 * written; the sender should try again.
 */
public final class JournalBusyException extends IOException {
  JournalBusyException(String message) {
    super(message);
  }
}
