package io.spanstone.query.problem;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one parameter of a request. Names and messages may repeat what the client
 * wrote, which may be long, so their ends are cut off.
 *
 * @param parameter its name as the client wrote it, in the path or in the query
 * @param message what is wrong and what to write instead
 * @param position index of the character of the value where the fault is, from 0, as JavaScript
 *     counts; null if it is the whole value
 */
public record ParameterFault(String parameter, String message, @Nullable Integer position) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_MESSAGE = 1_000;

  public ParameterFault {
    parameter = cut(parameter, LONGEST_NAME);
    message = cut(message, LONGEST_MESSAGE);
  }

  public ParameterFault(String parameter, String message) {
    this(parameter, message, null);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }
}
