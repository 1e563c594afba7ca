package io.spanstone.agent.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands of Redis that carry passwords with no name before them. */
final class DatabasePasswords {

  /** No part of it can match in two ways, so it takes one look at each word. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?i)^(auth +|hello +\\d+ +auth +|config +set +(?:requirepass|masterauth) +)(\\S.*)$",
          Pattern.DOTALL);

  private DatabasePasswords() {}

  static boolean mayBeIn(String attribute) {
    return attribute.equals("db.query.text") || attribute.equals("db.statement");
  }

  /** The statement without a password of such a command; the very same if it is none. */
  static String redact(String statement) {
    if (statement.isEmpty() || "aAhHcC".indexOf(statement.charAt(0)) < 0) {
      return statement;
    }
    Matcher matcher = COMMAND.matcher(statement);
    return matcher.matches() && !matcher.group(2).equals("?")
        ? matcher.group(1) + SecretText.REDACTED
        : statement;
  }
}
