package io.spanstone.testkit;

import java.time.Instant;
import java.util.Random;

/** Event time that moves on by a random step each time it is asked. */
final class RandomClock {
  private static final int MAX_STEP_NANOS = 2_000_000;

  private final Random random;
  private long unixNano;

  RandomClock(Random random, Instant start) {
    this.random = random;
    this.unixNano = start.getEpochSecond() * 1_000_000_000L + start.getNano();
  }

  long nextUnixNano() {
    unixNano += 1 + random.nextInt(MAX_STEP_NANOS);
    return unixNano;
  }
}
