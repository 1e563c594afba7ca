package io.spanstone.query;

import java.util.concurrent.Callable;

/**
 * Something that must be well before {@code /readyz} says so.
 *
 * @param name as {@code /readyz} lists it, such as {@code otlp-grpc}
 * @param probe asked at every request of {@code /readyz}, from any thread, and quick to answer;
 *     false or an exception means no
 */
public record ReadinessCheck(String name, Callable<Boolean> probe) {}
