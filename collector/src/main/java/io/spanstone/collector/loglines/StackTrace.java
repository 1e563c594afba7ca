package io.spanstone.collector.loglines;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which lines of text are part of a stack trace, and what its first line tells. */
final class StackTrace {
  private static final Pattern CONTINUATION =
      Pattern.compile(
          "\\s+\\S.*|Caused by: .*|Suppressed: .*|\\.\\.\\. \\d+ (more|common frames).*");
  private static final Pattern TRACEBACK =
      Pattern.compile("Traceback \\(most recent call last\\):");
  private static final Pattern HEAD =
      Pattern.compile(
          "(?:Exception in thread \"[^\"]*\""
              + " )?([A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*)(?::\\s?(.*))?");

  /** A name that is an exception's, with or without a package. */
  private static final Pattern TYPE = Pattern.compile(".*[\\w.$](Exception|Error|Throwable)");

  private static final int MAX_HEAD_CHARS = 1024;

  private StackTrace() {}

  /** Whether a line goes on with what the one before said. */
  static boolean isContinuation(String line) {
    return CONTINUATION.matcher(line).matches()
        || TRACEBACK.matcher(line).matches()
        || isHead(line);
  }

  /** Whether a line begins a stack trace: the name of an exception, and perhaps its message. */
  static boolean isHead(String line) {
    Matcher head = HEAD.matcher(bounded(line));
    return head.matches() && TYPE.matcher(head.group(1)).matches();
  }

  /** Whether a text of several lines is a stack trace from its first line on. */
  static boolean isTrace(String text) {
    return isHead(text.lines().findFirst().orElse("")) && text.contains("\n\tat ");
  }

  /** Type and message of the exception, as far as the first line of its stack trace tells. */
  static String[] head(String stackTrace) {
    String line = stackTrace.lines().findFirst().orElse("");
    if (TRACEBACK.matcher(line).matches()) {
      line = stackTrace.substring(stackTrace.lastIndexOf('\n') + 1);
    }
    Matcher head = HEAD.matcher(bounded(line));
    boolean frames = stackTrace.contains("\n\tat ") || stackTrace.contains("\n    at ");
    if (!head.matches() || !(frames || isHead(line))) {
      return new String[0];
    }
    return head.group(2) == null || head.group(2).isEmpty()
        ? new String[] {head.group(1)}
        : new String[] {head.group(1), head.group(2)};
  }

  private static String bounded(String line) {
    return line.substring(0, Math.min(line.length(), MAX_HEAD_CHARS));
  }
}
