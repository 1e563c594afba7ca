package io.spanstone.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads stack traces as Java, .NET, JavaScript, Python, Go, PHP and Ruby write them, line by line.
 * What is neither a frame nor the head of a cause is part of a message, and says nothing here. Not
 * thread-safe; one a stack trace.
 */
final class StackTraceReader {
  private static final int MAX_EXCEPTIONS = 16;
  private static final int NONE = -1;
  private static final List<String> CAUSES =
      List.of("Caused by: ", "Wrapped by: ", "---> ", "[cause]: ");

  private final String thrown;
  private final List<ThrownException> chain = new ArrayList<>();

  /** Frames of Python come before the exception that passed them, the outermost first. */
  private boolean python;

  private ThrownException current;
  private String before = "";
  private boolean afterFrame;
  private int suppressedIndent = NONE;

  /**
   * @param thrown the type of what was thrown; empty if only the stack trace tells
   */
  StackTraceReader(String thrown) {
    this.thrown = StackFrame.typeName(thrown);
    this.current = new ThrownException(this.thrown);
  }

  void read(String stackTrace) {
    int from = 0;
    boolean first = true;
    while (from < stackTrace.length()) {
      int newline = stackTrace.indexOf('\n', from);
      int to = newline < 0 ? stackTrace.length() : newline;
      String line = stackTrace.substring(from, to);
      if (first && !line.isBlank()) {
        head(line.strip());
        first = false;
      } else {
        line(line);
      }
      from = to + 1;
    }
    if (!python || current.hasFrames() || chain.isEmpty()) {
      end();
    }
  }

  /** In the order in which they are written. */
  List<ThrownException> chain() {
    return chain;
  }

  String type() {
    if (!thrown.isEmpty() || chain.isEmpty()) {
      return thrown;
    }
    return chain.get(python ? chain.size() - 1 : 0).type();
  }

  String rootType() {
    for (int i = 0; i < chain.size(); i++) {
      String type = chain.get(python ? i : chain.size() - 1 - i).type();
      if (!type.isEmpty()) {
        return type;
      }
    }
    return thrown;
  }

  String location() {
    String found = "";
    for (int i = 0; i < chain.size(); i++) {
      ThrownException each = chain.get(python ? i : chain.size() - 1 - i);
      if (each.hasOwnFrames()) {
        return each.place(!python);
      }
      found = found.isEmpty() ? each.place(!python) : found;
    }
    return found;
  }

  private void head(String line) {
    if (line.startsWith("Traceback (")) {
      python = true;
      current = new ThrownException("");
    } else if (!frame(line, "")) {
      if (thrown.isEmpty()) {
        current = new ThrownException(StackFrame.headType(line));
      }
      before = line;
    }
  }

  private void line(String line) {
    int indent = indent(line);
    String text = line.substring(indent).stripTrailing();
    if (suppressedIndent != NONE) {
      if (indent >= suppressedIndent || cause(text) == null) {
        return;
      }
      suppressedIndent = NONE;
    }
    String cause = cause(text);
    if (text.startsWith("Suppressed: ")) {
      suppressedIndent = indent;
    } else if (cause != null) {
      end();
      current = new ThrownException(StackFrame.headType(cause));
    } else if (text.startsWith("Traceback (")) {
      python = true;
    } else if (frame(text, before)) {
      afterFrame = true;
    } else if (python && afterFrame && indent == 0) {
      endPython(text);
    }
    before = text;
  }

  /** What the frames before were passed by. */
  private void endPython(String head) {
    String type = StackFrame.headType(head);
    if (type.isEmpty()) {
      return;
    }
    current.setType(type);
    end();
    current = new ThrownException("");
    afterFrame = false;
  }

  private boolean frame(String text, String lineBefore) {
    StackFrame frame = StackFrame.read(text, lineBefore);
    if (frame == null) {
      return false;
    }
    python |= frame.language() == StackFrame.Language.PYTHON;
    if (!frame.isGlue()) {
      current.add(frame.text(), frame.isOwn());
    }
    return true;
  }

  private void end() {
    if (chain.size() < MAX_EXCEPTIONS) {
      chain.add(current);
    }
  }

  /** What comes after the mark of a cause; null if the line has none. */
  private static @Nullable String cause(String text) {
    for (String mark : CAUSES) {
      if (text.startsWith(mark)) {
        return text.substring(mark.length());
      }
    }
    return null;
  }

  /** White space, and the lines that Python draws beside groups of exceptions. */
  private static int indent(String line) {
    int indent = 0;
    while (indent < line.length()
        && (line.charAt(indent) <= ' ' || (indent > 0 && line.charAt(indent) == '|'))) {
      indent++;
    }
    return indent;
  }
}
