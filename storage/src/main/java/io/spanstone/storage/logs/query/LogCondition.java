package io.spanstone.storage.logs.query;

import java.util.List;
import java.util.Locale;

/** What a log record must meet. Immutable; the text of equal conditions is equal everywhere. */
public sealed interface LogCondition {

  /** Any record does. */
  record Everything() implements LogCondition {}

  record And(List<LogCondition> all) implements LogCondition {
    public And {
      all = List.copyOf(all);
    }
  }

  record Or(List<LogCondition> any) implements LogCondition {
    public Or {
      any = List.copyOf(any);
    }
  }

  record Not(LogCondition condition) implements LogCondition {}

  /**
   * The body has the words of {@code text}, one after another.
   *
   * @param prefix whether the last one need only begin a word of the body
   */
  record Words(String text, boolean prefix) implements LogCondition {}

  /** The severity number is one of {@code [from, to]}. */
  record Severity(int from, int to) implements LogCondition {}

  /** The trace id is that one: 32 hex digits in lower case. */
  record TraceId(String hex) implements LogCondition {}

  /** The span id is that one: 16 hex digits in lower case. */
  record SpanId(String hex) implements LogCondition {}

  /** The pattern of the message is that one: 16 hex digits in lower case. */
  record Pattern(String hex) implements LogCondition {}

  /** The group of the exception is that one: 16 hex digits in lower case. */
  record ExceptionGroup(String hex) implements LogCondition {}

  /** The record has a field of that kind, and it is not empty. */
  record Present(Field.Kind kind) implements LogCondition {}

  /** A text of the field meets the test; a service has two, an attribute may be there twice. */
  record Text(Field field, TextTest test) implements LogCondition {}

  /** All of the conditions. */
  static LogCondition all(List<LogCondition> conditions) {
    return switch (conditions.size()) {
      case 0 -> new Everything();
      case 1 -> conditions.get(0);
      default -> new And(conditions);
    };
  }

  /** Any of the conditions, of which there must be one at least. */
  static LogCondition any(List<LogCondition> conditions) {
    return conditions.size() == 1 ? conditions.get(0) : new Or(conditions);
  }

  /** The service has that name, or namespace and name. */
  static LogCondition service(String name) {
    return new Text(new Field(Field.Kind.SERVICE, ""), new TextTest.Equal(name));
  }

  /**
   * What a condition is about.
   *
   * @param key of an attribute; else empty
   */
  record Field(Kind kind, String key) {

    /** The kinds of fields. */
    public enum Kind {
      BODY,
      SEVERITY,
      SERVICE,
      LOGGER,
      TRACE_ID,
      SPAN_ID,
      PATTERN,
      EXCEPTION_GROUP,
      ATTRIBUTE
    }

    /** The field that a query calls so. */
    public static Field named(String name) {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "body" -> new Field(Kind.BODY, "");
        case "severity" -> new Field(Kind.SEVERITY, "");
        case "service" -> new Field(Kind.SERVICE, "");
        case "logger" -> new Field(Kind.LOGGER, "");
        case "traceid" -> new Field(Kind.TRACE_ID, "");
        case "exceptiongroup" -> new Field(Kind.EXCEPTION_GROUP, "");
        case "pattern" -> new Field(Kind.PATTERN, "");
        case "spanid" -> new Field(Kind.SPAN_ID, "");
        default -> attribute(name);
      };
    }

    /** The attribute of that key, of the record or of its resource. */
    public static Field attribute(String key) {
      return new Field(Kind.ATTRIBUTE, key);
    }
  }
}
