package io.spanstone.collector.journal;

import org.jspecify.annotations.Nullable;

/** What the payload of a journal entry is. The codes are part of the format. */
public enum EntryKind {
  /** The body of one OTLP export request of the segment's signal, as protobuf, uncompressed. */
  REQUEST(1),

  /**
   * Points derived from a segment of traces, in the metrics lane: the UUID of that segment, 16
   * bytes, and the body of an OTLP export request as above.
   */
  DERIVED(2);

  private static final EntryKind[] KINDS = values();

  private final byte code;

  EntryKind(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static @Nullable EntryKind of(byte code) {
    for (EntryKind kind : KINDS) {
      if (kind.code == code) {
        return kind;
      }
    }
    return null;
  }
}
