package io.spanstone.benchmarks.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A SERVER span, as far as charts of rate, errors and durations look at it.
 *
 * @param service its number
 * @param operation its number within the service
 */
record Call(int service, int operation, long endUnixNano, long durationNanos, boolean error) {
  static final int SERVICES = 500;
  private static final int OPERATIONS = 4;
  private static final double MEDIAN_NANOS = 20e6;

  /** So many calls that end in {@code [from, to)}, by service; durations are log-normal. */
  static List<Call> between(long fromUnixNano, long toUnixNano, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Stream.generate(() -> random(random, fromUnixNano, toUnixNano))
        .limit(count)
        .sorted(Comparator.comparingInt(Call::service))
        .toList();
  }

  private static Call random(SplittableRandom random, long fromUnixNano, long toUnixNano) {
    return new Call(
        random.nextInt(SERVICES),
        random.nextInt(OPERATIONS),
        random.nextLong(fromUnixNano, toUnixNano),
        (long) (MEDIAN_NANOS * Math.exp(random.nextGaussian())),
        random.nextInt(50) == 0);
  }

  String serviceName() {
    return "service-" + service;
  }

  String name() {
    return "GET /operation/" + (char) ('a' + operation);
  }
}
