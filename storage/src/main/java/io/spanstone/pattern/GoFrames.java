package io.spanstone.pattern;

import io.spanstone.pattern.StackFrame.Language;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Frames of Go: a line names the function, the next one the file. */
final class GoFrames {
  private static final Pattern FILE = Pattern.compile("(.+\\.(?:go|s)):\\d+(?: \\+0x[0-9a-f]+)?");
  private static final Pattern CREATED = Pattern.compile("created by (.+?)(?: in goroutine \\d+)?");
  private static final Pattern CLOSURE =
      Pattern.compile("\\.(func|gowrap|deferwrap)?\\d+(?=\\.|$)");

  private GoFrames() {}

  /** The frame of which that is the line of the file; null if it is none. */
  static @Nullable StackFrame read(String line, String before) {
    Matcher file = FILE.matcher(line);
    if (!file.matches() || before.isEmpty()) {
      return null;
    }
    Matcher created = CREATED.matcher(before);
    String function = withoutArguments(created.matches() ? created.group(1) : before);
    function = CLOSURE.matcher(function).replaceAll(".$1");
    boolean library = function.startsWith("runtime.") || Libraries.isPath(file.group(1));
    return StackFrame.of(Language.GO, function, !library);
  }

  private static String withoutArguments(String function) {
    if (!function.endsWith(")")) {
      return function;
    }
    int depth = 0;
    for (int i = function.length() - 1; i > 0; i--) {
      char c = function.charAt(i);
      depth += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (depth == 0) {
        return function.substring(0, i);
      }
    }
    return function;
  }
}
