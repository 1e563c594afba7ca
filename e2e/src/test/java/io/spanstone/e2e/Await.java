package io.spanstone.e2e;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks again until the answer is the awaited one. */
public final class Await {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Await() {}

  /** A question that may have no answer yet. */
  public interface Question<T> {
    Optional<T> ask() throws IOException, InterruptedException;
  }

  /** The first answer that is {@code awaited}; fails after 60 seconds with the last one. */
  public static <T> T until(Question<T> question, Predicate<T> awaited)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(LIMIT);
    Optional<T> answer = Optional.empty();
    while (Instant.now().isBefore(deadline)) {
      answer = question.ask();
      if (answer.filter(awaited).isPresent()) {
        return answer.get();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("not within " + LIMIT + "; the last answer was " + answer);
  }
}
