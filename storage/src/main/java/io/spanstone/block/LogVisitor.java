package io.spanstone.block;

import io.spanstone.otlp.Slice;
import io.spanstone.pattern.ExceptionGroup;
import io.spanstone.pattern.LogPattern;
import org.jspecify.annotations.Nullable;

/** Is told of every log record while its block is made, so that nobody need read it once more. */
public interface LogVisitor {

  /**
   * A record is in the block that is being made. What is thrown here ends the packing.
   *
   * @param resource its Resource message; the same object for records of one resource that follow
   *     each other
   * @param record its LogRecord message
   * @param timeUnixNano its time, or observed time; 0 if unknown
   * @param severityNumber as it came; 0 if unspecified
   * @param pattern the pattern of its message; valid during the call
   * @param exception the group of its exception, valid during the call; null if it has none
   */
  void visit(
      Slice resource,
      Slice record,
      long timeUnixNano,
      int severityNumber,
      LogPattern pattern,
      @Nullable ExceptionGroup exception);
}
