package io.spanstone.query.problem;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one parameter of a request.
 *
 * @param parameter its name as the client wrote it, in the path or in the query
 * @param message what is wrong and what to write instead
 * @param position index of the character of the value where the fault is, from 0, as JavaScript
 *     counts; null if it is the whole value
 */
public record ParameterFault(String parameter, String message, @Nullable Integer position) {
  public ParameterFault(String parameter, String message) {
    this(parameter, message, null);
  }
}
