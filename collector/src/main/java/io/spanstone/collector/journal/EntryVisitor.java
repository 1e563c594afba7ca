package io.spanstone.collector.journal;

import io.spanstone.otlp.Slice;

/** Receives the entries of a segment, in the order in which they were appended. */
@FunctionalInterface
public interface EntryVisitor {
  /**
   * Takes one entry.
   *
   * @param payload the entry's bytes; they never change, and keeping them keeps at most a few
   *     entries' memory alive
   * @param records the number of valid records in the payload, as told to {@link Journal#append}
   */
  void visit(EntryKind kind, Slice payload, int records);
}
