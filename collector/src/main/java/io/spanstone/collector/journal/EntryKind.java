package io.spanstone.collector.journal;

import org.jspecify.annotations.Nullable;

/** What the payload of a journal entry is. The codes are part of the format. */
public enum EntryKind {
  /** The body of one OTLP export request of the segment's signal, as protobuf, uncompressed. */
  REQUEST(1);

  private final byte code;

  EntryKind(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static @Nullable EntryKind of(byte code) {
    return code == REQUEST.code ? REQUEST : null;
  }
}
