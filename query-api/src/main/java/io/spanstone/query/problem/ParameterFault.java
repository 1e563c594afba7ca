package io.spanstone.query.problem;

/**
 * What is wrong with one parameter of a request.
 *
 * @param parameter its name as the client wrote it, in the path or in the query
 * @param message what is wrong and what to write instead
 */
public record ParameterFault(String parameter, String message) {}
