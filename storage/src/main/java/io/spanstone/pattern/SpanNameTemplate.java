package io.spanstone.pattern;

import io.spanstone.otlp.Slice;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the ids out of a span's name, so that it can be a label: {@code GET /users/123} becomes
 * {@code GET /users/{id}}. The rule is a table in {@code docs/reference/derived-metrics.md}.
 * Applied to its own result it changes nothing, and its result has at most {@value #MAX_CHARS}
 * chars.
 */
public final class SpanNameTemplate {
  static final int MAX_CHARS = 128;

  /** What is looked at of a name; more has never been seen but in attacks. */
  private static final int MAX_INPUT_CHARS = 1024;

  private static final int MAX_BYTES_OF_CHAR = 4;

  private static final String ID = "{id}";
  private static final String EMAIL = "{email}";
  private static final String LITERAL = "?";

  /** Parts of so many letters and digits are ids if they alternate so often. */
  private static final int MIN_RANDOM_CHARS = 16;

  private static final int MIN_RANDOM_DIGIT_RUNS = 3;
  private static final int MIN_HEX_CHARS = 8;
  private static final int MIN_DIGIT_RUN = 4;

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern LONG_DIGIT_RUN = Pattern.compile("[0-9]{" + MIN_DIGIT_RUN + ",}");

  /** Ids that follow each other, with no more than a joint between them, count as one. */
  private static final Pattern REPEATED =
      Pattern.compile("(\\{id}|\\?)(?: ?[-_.:+~,] ?(?:\\{id}|\\?))++");

  private SpanNameTemplate() {}

  /** The template that a name in UTF-8 is an instance of. */
  public static String of(Slice name) {
    int length = Math.min(name.length(), MAX_INPUT_CHARS * MAX_BYTES_OF_CHAR);
    return of(new Slice(name.array(), name.from(), name.from() + length).utf8());
  }

  /** The template that {@code name} is an instance of. */
  public static String of(String name) {
    String template = cut(name, MAX_INPUT_CHARS);
    if (template.length() <= MAX_CHARS && isPlain(template)) {
      return template;
    }
    // Each turn leaves fewer digits, quotes and @s, or the same and fewer chars: it ends.
    for (String next = pass(template); !next.equals(template); next = pass(template)) {
      template = next;
    }
    return template;
  }

  /** Whether nothing in the name can be, or be part of, what is taken out. */
  private static boolean isPlain(String name) {
    char before = ' ';
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isDigit(c)
          || isQuote(c)
          || c == '@'
          || c == '?'
          || (isSpace(c) && (c != ' ' || before == ' '))) {
        return false;
      }
      before = c;
    }
    return before != ' ';
  }

  private static String pass(String name) {
    StringBuilder out = new StringBuilder(name.length() + 16);
    int position = 0;
    while (position < name.length()) {
      char c = name.charAt(position);
      int quoteEnd = isQuote(c) ? closingQuote(name, position) : -1;
      if (isSpace(c)) {
        appendSpace(out);
        position++;
      } else if (quoteEnd >= 0) {
        out.append(LITERAL);
        position = quoteEnd + 1;
      } else if (isTokenChar(c)) {
        int end = tokenEnd(name, position);
        appendToken(name.substring(position, end), out);
        position = end;
      } else {
        out.append(c);
        position++;
      }
    }
    return cut(REPEATED.matcher(out).replaceAll("$1"), MAX_CHARS).strip();
  }

  /** Where the literal ends that starts here; -1 if none does: an apostrophe, or never closed. */
  private static int closingQuote(String name, int position) {
    boolean insideWord = position > 0 && Character.isLetterOrDigit(name.charAt(position - 1));
    return insideWord ? -1 : name.indexOf(name.charAt(position), position + 1);
  }

  private static void appendSpace(StringBuilder out) {
    if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  private static void appendToken(String token, StringBuilder out) {
    int at = token.indexOf('@');
    if (at > 0 && token.indexOf('.', at + 2) > 0) {
      out.append(EMAIL);
      return;
    }
    Matcher uuid = UUID.matcher(token);
    int position = 0;
    while (uuid.find()) {
      appendParts(token.substring(position, uuid.start()), out);
      out.append(ID);
      position = uuid.end();
    }
    appendParts(token.substring(position), out);
  }

  /** What stands between {@code - _ . : + ~ % @}, each for itself. */
  private static void appendParts(String token, StringBuilder out) {
    int from = 0;
    for (int i = 0; i <= token.length(); i++) {
      if (i == token.length() || !Character.isLetterOrDigit(token.charAt(i))) {
        appendPart(token.substring(from, i), out);
        if (i < token.length()) {
          out.append(token.charAt(i));
        }
        from = i + 1;
      }
    }
  }

  private static void appendPart(String part, StringBuilder out) {
    if (isId(part)) {
      out.append(ID);
    } else {
      out.append(LONG_DIGIT_RUN.matcher(part).replaceAll(ID));
    }
  }

  private static boolean isId(String part) {
    int digits = 0;
    int digitRuns = 0;
    int hexDigits = 0;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean digit = isDigit(c);
      digits += digit ? 1 : 0;
      digitRuns += digit && (i == 0 || !isDigit(part.charAt(i - 1))) ? 1 : 0;
      hexDigits += c < 0x80 && Character.digit(c, 16) >= 0 ? 1 : 0;
    }
    int length = part.length();
    boolean number = digits > 0 && (digits == length || isHexLiteral(part, hexDigits));
    boolean hex = digits > 0 && hexDigits == length && length >= MIN_HEX_CHARS;
    boolean random = length >= MIN_RANDOM_CHARS && digitRuns >= MIN_RANDOM_DIGIT_RUNS;
    return number || hex || random;
  }

  /** {@code 0x1f}. */
  private static boolean isHexLiteral(String part, int hexDigits) {
    return part.length() > 2 && part.startsWith("0x") && hexDigits == part.length() - 1;
  }

  private static int tokenEnd(String name, int from) {
    int end = from;
    while (end < name.length() && isTokenChar(name.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isTokenChar(char c) {
    return Character.isLetterOrDigit(c) || "-_.:+~%@".indexOf(c) >= 0 || Character.isSurrogate(c);
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || Character.isWhitespace(c) || Character.isISOControl(c);
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** At most so many chars, and no half of a surrogate pair at the end. */
  public static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, splits ? maxChars - 1 : maxChars);
  }
}
