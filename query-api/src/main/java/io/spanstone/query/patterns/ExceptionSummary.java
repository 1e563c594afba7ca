package io.spanstone.query.patterns;

import org.jspecify.annotations.Nullable;

/** The exceptions of one service that are the same, and come from the same source. */
public record ExceptionSummary(Source source, Group group, RecordCounts counts) {

  /** What tells of exceptions. */
  public enum Source {
    LOG,
    SPAN
  }

  /**
   * What is the same of them.
   *
   * @param service {@code name} or {@code namespace/name}
   * @param id {@code other} for those beyond the limit of groups; then the rest is empty
   * @param type what was thrown
   * @param rootType its first cause; its own type if it has none
   * @param location where that passed the program's own code; empty if nothing tells
   */
  public record Group(String service, String id, String type, String rootType, String location) {}

  public @Nullable PatternExample example() {
    return counts.example("exception_message");
  }
}
