package io.spanstone.query;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Something that must be well before {@code /readyz} says so.
 *
 * @param name as {@code /readyz} lists it, such as {@code otlp-grpc}
 * @param probe asked at every request of {@code /readyz}, from any thread, and quick to answer;
 *     false or an exception means no
 */
public record ReadinessCheck(String name, Callable<Boolean> probe) {

  /** One that knows what is wrong; empty if nothing is. */
  public static ReadinessCheck of(String name, Supplier<Optional<String>> failure) {
    return new ReadinessCheck(
        name,
        () -> {
          Optional<String> wrong = failure.get();
          if (wrong.isPresent()) {
            throw new IOException(wrong.get());
          }
          return true;
        });
  }
}
