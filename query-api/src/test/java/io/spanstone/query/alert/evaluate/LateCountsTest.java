package io.spanstone.query.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Things that come late: those that an evaluation before should have counted are. */
class LateCountsTest {
  private static final long LAST = 40;

  /** When something was, and from when on it can be seen; in seconds. */
  private record Thing(long time, long seenAt) {}

  @Provide
  Arbitrary<List<Thing>> things() {
    return Combinators.combine(
            Arbitraries.longs().between(1, LAST), Arbitraries.longs().between(0, 15))
        .as((time, delay) -> new Thing(time, time + delay))
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 300)
  void whatCameAfterItsStepWasCountedIsLate(
      @ForAll("things") List<Thing> things,
      @ForAll @IntRange(min = 1, max = 5) int step,
      @ForAll @IntRange(min = 1, max = 2) int stepsOfInterval,
      @ForAll @IntRange(min = 1, max = 6) int steps) {
    long interval = (long) step * stepsOfInterval;
    RuleCondition condition =
        new RuleCondition.LogCount("", 1, Duration.ofSeconds((long) steps * step));
    PreparedRule rule = LateFixtures.rule("1", condition, Duration.ofSeconds(interval));
    LateCounts late = new LateCounts();
    Long seen = null;
    long afterTakeovers = 0;
    long counted = 0;
    long expected = 0;
    for (long at = 0; at <= LAST; at += interval) {
      long start = at - (long) step * steps;
      List<Long> counts = new ArrayList<>();
      for (long from = start; from < at; from += step) {
        counts.add(seen(things, from, from + step, at));
      }
      LateCounts.Steps now =
          new LateCounts.Steps(Instant.ofEpochSecond(start), Duration.ofSeconds(step), counts);
      Instant time = Instant.ofEpochSecond(at);
      Instant next = now.start().plusSeconds(interval);
      counted += late.of(rule, time, now, next).points();
      Lateness ofAnother = new LateCounts().of(rule, time, now, next);
      afterTakeovers += ofAnother.points(seen);
      seen = ofAnother.overlap().next();
      long before = at - interval;
      if (before >= 0) {
        expected += seen(things, start, before, at) - seen(things, start, before, before);
      }
    }
    assertThat(counted).isEqualTo(expected);
    assertThat(afterTakeovers).as("each evaluation by another process").isEqualTo(expected);
  }

  private static long seen(List<Thing> things, long from, long to, long at) {
    return things.stream()
        .filter(each -> each.time() >= from && each.time() < to && each.seenAt() <= at)
        .count();
  }
}
