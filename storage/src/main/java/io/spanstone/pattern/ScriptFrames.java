package io.spanstone.pattern;

import io.spanstone.pattern.StackFrame.Language;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Frames that name a source file: of JavaScript, Python, PHP and Ruby. */
final class ScriptFrames {
  private static final Pattern PYTHON =
      Pattern.compile("File \"([^\"]*)\", line \\d+(?:, in (.*))?");
  private static final Pattern PHP =
      Pattern.compile("#\\d+ (?:(.*)\\(\\d+\\)|\\[internal function]): (.*)");
  private static final Pattern RUBY =
      Pattern.compile("(?:from )?([^:]+\\.rb):\\d+:in [`'](.*?)'(?:: .*)?");
  private static final Pattern BROWSER =
      Pattern.compile("([^@\\s]*)@(\\S+?\\.\\w+(?:\\?\\S*)?):\\d+(?::\\d+)?");
  private static final Pattern LINE = Pattern.compile("(?::\\d+){1,2}$");
  private static final Pattern ORIGIN =
      Pattern.compile("^(?:file://|[a-z-]+://[^/]*/|webpack-internal:///)");

  /** A hash of the build, or a time, in a path. */
  private static final Pattern HASH =
      Pattern.compile(
          "\\b(?=[a-f]*[0-9])[0-9a-f]{8,}\\b"
              + "|(?<=[-.])(?=[a-zA-Z_]*[0-9])[0-9a-zA-Z_]{8}(?=\\.)"
              + "|\\d{4,}");

  private ScriptFrames() {}

  /**
   * @param place {@code function (file:1:2)} or {@code file:1:2}, and a brace if properties follow
   */
  static StackFrame javascript(String place) {
    String whole = place.endsWith(" {") ? place.substring(0, place.length() - 2) : place;
    int open = whole.lastIndexOf(" (");
    boolean named = open > 0 && whole.endsWith(")");
    String function = named ? whole.substring(0, open) : "";
    String file = named ? whole.substring(open + 2, whole.length() - 1) : whole;
    if (function.startsWith("async ")) {
      function = function.substring(6);
    } else if (file.startsWith("async ")) {
      file = file.substring(6);
    }
    if (function.startsWith("new ")) {
      function = function.substring(4);
    }
    int alias = function.indexOf(" [as ");
    function = alias > 0 ? function.substring(0, alias) : function;
    return script(Language.JAVASCRIPT, path(LINE.matcher(file).replaceFirst("")), function);
  }

  /** {@code function@file:1:2}, as Firefox and Safari write it; null if it is no such line. */
  static @Nullable StackFrame browser(String line) {
    Matcher frame = BROWSER.matcher(line);
    return frame.matches()
        ? script(Language.JAVASCRIPT, path(frame.group(2)), frame.group(1))
        : null;
  }

  static @Nullable StackFrame python(String line) {
    Matcher frame = PYTHON.matcher(line);
    if (!frame.matches()) {
      return null;
    }
    String function = frame.group(2) == null ? "" : frame.group(2);
    return script(Language.PYTHON, path(frame.group(1)), function);
  }

  static @Nullable StackFrame php(String line) {
    if (line.endsWith(" {main}")) {
      return StackFrame.glue(Language.PHP);
    }
    Matcher frame = PHP.matcher(line);
    if (!frame.matches()) {
      return null;
    }
    String call = frame.group(2);
    int open = call.indexOf('(');
    String file = frame.group(1) == null ? "" : path(frame.group(1));
    return script(Language.PHP, file, open > 0 ? call.substring(0, open) : call);
  }

  static @Nullable StackFrame ruby(String line) {
    Matcher frame = RUBY.matcher(line);
    return frame.matches() ? script(Language.RUBY, path(frame.group(1)), frame.group(2)) : null;
  }

  private static StackFrame script(Language language, String path, String function) {
    String text = function.isEmpty() ? path : path + " " + function;
    return StackFrame.of(language, text, !path.isEmpty() && !Libraries.isPath(path));
  }

  /** A path without where the program is served from, and what changes with each build. */
  private static String path(String file) {
    int query = file.indexOf('?');
    String path = query > 0 ? file.substring(0, query) : file;
    return HASH.matcher(ORIGIN.matcher(path).replaceFirst("")).replaceAll("#").replace('\\', '/');
  }
}
