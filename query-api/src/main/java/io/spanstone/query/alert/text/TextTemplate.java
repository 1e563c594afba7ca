package io.spanstone.query.alert.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A text in which {@code {{ … }}} stands for a value. Immutable. */
public final class TextTemplate {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final List<Part> parts;

  private TextTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * What a text can show.
   *
   * @param labels of the expression's element
   * @param value of the element
   */
  public record Values(Map<String, String> labels, double value) {}

  /** A piece of the text. */
  interface Part {
    String render(Values values);
  }

  /**
   * Reads a template.
   *
   * @throws InvalidTemplateException if it is none, or uses what does not exist
   */
  public static TextTemplate parse(String text) throws InvalidTemplateException {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    boolean trimNext = false;
    while (true) {
      int open = text.indexOf(OPEN, at);
      String plain = text.substring(at, open < 0 ? text.length() : open);
      plain = trimNext ? plain.stripLeading() : plain;
      if (open < 0) {
        parts.add(fixed(plain));
        return new TextTemplate(parts);
      }
      int close = closing(text, open + OPEN.length());
      int from = open + OPEN.length();
      int to = close;
      if (text.startsWith("- ", from)) {
        plain = plain.stripTrailing();
        from++;
      }
      trimNext = text.startsWith(" -", to - 2) && to - 2 >= from;
      if (trimNext) {
        to--;
      }
      parts.add(fixed(plain));
      String inside = text.substring(from, to);
      if (!inside.strip().startsWith("/*")) {
        Operand operand = new TemplateParser(text, from, to).parse();
        parts.add(values -> show(operand, values));
      }
      at = close + CLOSE.length();
    }
  }

  /** The text with the values in place. */
  public String render(Values values) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.render(values)));
    return text.toString();
  }

  private static Part fixed(String text) {
    return values -> text;
  }

  private static String show(Operand operand, Values values) {
    try {
      return GoText.of(operand.value(values));
    } catch (IllegalArgumentException e) {
      return "<error: " + e.getMessage() + ">";
    }
  }

  /** The end of what began; not one within quotes. */
  private static int closing(String text, int from) throws InvalidTemplateException {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\' && quote == '"') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '`') {
        quote = c;
      } else if (text.startsWith(CLOSE, i)) {
        return i;
      }
    }
    throw new InvalidTemplateException(
        from - OPEN.length(), "'{{' has no '}}'; close it, or write {{ \"{{\" }} for two braces");
  }
}
