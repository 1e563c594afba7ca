package io.spanstone.query.promql.syntax;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param arguments types of its arguments; the last one stands for all further ones
 * @param minArguments at least so many are given
 * @param maxArguments at most so many
 */
public record FunctionSignature(
    String name, List<ValueType> arguments, int minArguments, int maxArguments, ValueType result) {

  ValueType argument(int index) {
    return arguments.get(Math.min(index, arguments.size() - 1));
  }
}
