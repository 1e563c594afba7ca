package io.spanstone.pattern;

import org.jspecify.annotations.Nullable;

/**
 * A line of a stack trace that says where the program was.
 *
 * @param text where, without what changes from build to build and from run to run; empty for glue:
 *     what the runtime puts between the frames of a program, such as proxies
 * @param isOwn whether it is of the program itself, not of a library
 */
record StackFrame(Language language, String text, boolean isOwn) {
  /** How a frame is written. */
  enum Language {
    JVM_OR_DOTNET,
    JAVASCRIPT,
    PYTHON,
    GO,
    PHP,
    RUBY
  }

  boolean isGlue() {
    return text.isEmpty();
  }

  /**
   * The frame that a line is; null if it is none.
   *
   * @param line without the white space around it
   * @param before the line before it, which in Go names the function
   */
  static @Nullable StackFrame read(String line, String before) {
    if (line.startsWith("at ") && line.length() > 3) {
      return at(line.substring(3));
    }
    if (line.startsWith("File \"")) {
      return ScriptFrames.python(line);
    }
    if (line.startsWith("#")) {
      return ScriptFrames.php(line);
    }
    if (line.startsWith("/") || line.contains(".go:")) {
      StackFrame go = GoFrames.read(line, before);
      return go == null ? ScriptFrames.ruby(line) : go;
    }
    if (line.contains(".rb:")) {
      return ScriptFrames.ruby(line);
    }
    return line.contains("@") ? ScriptFrames.browser(line) : null;
  }

  /** The type that the first line of a stack trace names; empty if it does not. */
  static String headType(String line) {
    String head = line;
    if (head.startsWith("Exception in thread \"")) {
      head = head.substring(head.indexOf('"', 21) + 1).strip();
    }
    if (head.startsWith("Uncaught ")) {
      head = head.substring(9);
    }
    int end = 0;
    while (end < head.length() && isOfType(head.charAt(end))) {
      end++;
    }
    boolean whole = end == head.length() || head.charAt(end) == ':' || head.charAt(end) == '(';
    return whole ? typeName(head.substring(0, end)) : "";
  }

  /** A type's name without the numbers of generated and anonymous classes. */
  static String typeName(String type) {
    String name = JavaFrames.className(type.strip());
    return name.substring(0, Math.min(name.length(), ExceptionGroup.MAX_NAME_CHARS));
  }

  static StackFrame of(Language language, String text, boolean own) {
    return new StackFrame(
        language, text.substring(0, Math.min(text.length(), ExceptionGroup.MAX_NAME_CHARS)), own);
  }

  static StackFrame glue(Language language) {
    return new StackFrame(language, "", false);
  }

  /** {@code a.b.C.d(…)} of the JVM and .NET, or {@code name (file:1:2)} of JavaScript. */
  private static StackFrame at(String place) {
    int open = place.indexOf('(');
    boolean method = open > 0 && place.charAt(open - 1) != ' ';
    return method ? JavaFrames.read(place, open) : ScriptFrames.javascript(place);
  }

  private static boolean isOfType(char c) {
    return Character.isLetterOrDigit(c) || "._$/`+*-\\&".indexOf(c) >= 0;
  }
}
