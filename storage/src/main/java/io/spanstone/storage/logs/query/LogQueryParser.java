package io.spanstone.storage.logs.query;

import io.spanstone.storage.logs.query.LogCondition.Field;
import io.spanstone.storage.logs.query.QueryText.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query.
 *
 * <pre>
 * query   = [ or ]
 * or      = and { "OR" and }
 * and     = not { [ "AND" ] not }
 * not     = { "NOT" | "-" } clause
 * clause  = "(" or ")" | [ name ":" ] value
 * value   = word | quoted | comparison | range, or after a name "(" or ")"
 * </pre>
 *
 * In the parentheses after a name all values are those of its field.
 */
public final class LogQueryParser {
  /** A longer query is refused. */
  public static final int MAX_LENGTH = 4_096;

  private static final int MAX_CLAUSES = 256;
  private static final int MAX_DEPTH = 32;

  private final QueryText text;
  private int clauses;
  private int depth;

  private LogQueryParser(String query) {
    if (query.length() > MAX_LENGTH) {
      throw new LogQuerySyntaxException(
          MAX_LENGTH, "the query is too long", "it may have " + MAX_LENGTH + " characters");
    }
    text = new QueryText(query);
  }

  /**
   * The condition that the query states.
   *
   * @throws LogQuerySyntaxException if it is none
   */
  public static LogCondition parse(String query) {
    LogQueryParser parser = new LogQueryParser(query);
    parser.text.skipBlanks();
    if (parser.text.atEnd()) {
      return new LogCondition.Everything();
    }
    return parser.whole(
        parser.or(null), "nothing was opened that this closes", "leave it out, or write \\)");
  }

  /**
   * The condition that {@code severity:value} states.
   *
   * @throws LogQuerySyntaxException if it is none
   */
  public static LogCondition severity(String value) {
    LogQueryParser parser = new LogQueryParser(value);
    return parser.whole(
        parser.value(new Field(Field.Kind.SEVERITY, "")),
        "something follows the value",
        "give one value, such as error, >=warn or [info TO warn]");
  }

  private LogCondition whole(LogCondition condition, String faultOfRest, String hint) {
    text.skipBlanks();
    if (!text.atEnd()) {
      throw new LogQuerySyntaxException(text.position(), faultOfRest, hint);
    }
    return condition;
  }

  private LogCondition or(@Nullable Field field) {
    enter();
    List<LogCondition> any = new ArrayList<>();
    do {
      any.add(and(field));
      text.skipBlanks();
    } while (text.takeKeyword("OR"));
    depth--;
    return LogCondition.any(any);
  }

  private LogCondition and(@Nullable Field field) {
    List<LogCondition> all = new ArrayList<>();
    boolean wanted = true;
    while (wanted) {
      all.add(not(field));
      text.skipBlanks();
      wanted = text.takeKeyword("AND") || !atEndOfAnd();
    }
    return LogCondition.all(all);
  }

  private boolean atEndOfAnd() {
    return text.atEnd() || text.peek() == ')' || text.atKeyword("OR");
  }

  private LogCondition not(@Nullable Field field) {
    text.skipBlanks();
    if (text.takeKeyword("NOT") || (text.atMinus() && text.take("-"))) {
      enter();
      LogCondition condition = not(field);
      depth--;
      return new LogCondition.Not(condition);
    }
    return clause(field);
  }

  private LogCondition clause(@Nullable Field field) {
    int at = text.position();
    if (++clauses > MAX_CLAUSES) {
      throw new LogQuerySyntaxException(
          at, "the query is too long", "it may have " + MAX_CLAUSES + " conditions");
    }
    if (text.atEnd() || text.peek() == ')' || atOperator()) {
      throw new LogQuerySyntaxException(
          at,
          "a condition is missing here",
          "add one, or put AND, OR and NOT in quotes if you mean the words");
    }
    if (text.take("(")) {
      return group(at, field);
    }
    if (field != null) {
      return value(field);
    }
    if (text.peek() == '"') {
      Word quoted = text.quoted();
      return text.peek() == ':' ? afterName(quoted, true) : FieldConditions.words(quoted);
    }
    Word word = text.nameOrWord();
    return text.peek() == ':' ? afterName(word, !word.escaped().isEmpty()) : words(word);
  }

  private boolean atOperator() {
    return text.atKeyword("AND") || text.atKeyword("OR");
  }

  private LogCondition group(int at, @Nullable Field field) {
    LogCondition condition = or(field);
    if (!text.take(")")) {
      throw new LogQuerySyntaxException(
          at, "this parenthesis is not closed", "add a ), or write \\( for the character itself");
    }
    return condition;
  }

  /** A name in quotes is always that of an attribute. */
  private LogCondition afterName(Word name, boolean literal) {
    text.take(":");
    if (text.atBlank() || text.peek() == ')') {
      throw new LogQuerySyntaxException(
          text.position(),
          "a value must follow the colon",
          "write %s:VALUE without a blank, or \"%s:\" if you mean the word"
              .formatted(name.text(), name.text()));
    }
    Field field = literal ? Field.attribute(name.text()) : Field.named(name.text());
    int at = text.position();
    return text.take("(") ? group(at, field) : value(field);
  }

  private LogCondition value(Field field) {
    for (String operator : List.of(">=", "<=", ">", "<")) {
      if (text.take(operator)) {
        return FieldConditions.compare(field, operator, operand(false));
      }
    }
    if (text.peek() == '[' || text.peek() == '{') {
      return range(field);
    }
    return FieldConditions.equal(field, operand(false));
  }

  private LogCondition range(Field field) {
    int at = text.position();
    boolean lowerInclusive = text.peek() == '[';
    text.take(lowerInclusive ? "[" : "{");
    text.skipBlanks();
    Word lower = operand(true);
    text.skipBlanks();
    if (!text.takeKeyword("TO") && !text.takeKeyword("to")) {
      throw unfinished(at);
    }
    text.skipBlanks();
    Word upper = operand(true);
    text.skipBlanks();
    boolean upperInclusive = text.take("]");
    if (!upperInclusive && !text.take("}")) {
      throw unfinished(at);
    }
    return FieldConditions.between(field, lower, lowerInclusive, upper, upperInclusive);
  }

  private static LogQuerySyntaxException unfinished(int at) {
    return new LogQuerySyntaxException(
        at, "this range is not finished", "write [FROM TO UNTIL], with * for no limit");
  }

  private Word operand(boolean inRange) {
    Word operand = text.peek() == '"' ? text.quoted() : text.value(inRange);
    if (text.position() == operand.at()) {
      throw new LogQuerySyntaxException(
          operand.at(), "a value is missing here", "add one, in quotes if it has blanks");
    }
    return operand;
  }

  private static LogCondition words(Word word) {
    boolean anything = word.text().equals("*") && word.wildcard(0) == 0;
    return anything ? new LogCondition.Everything() : FieldConditions.words(word);
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw new LogQuerySyntaxException(
          text.position(), "this nests too deep", "up to " + MAX_DEPTH + " levels are read");
    }
  }
}
