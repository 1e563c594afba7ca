package io.spanstone.storage.red;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyPoolTest {
  private final TallyPool pool = new TallyPool();

  @Test
  void whatIsTakenAgainIsEmptyAndCountsForNothing() {
    CallTally used = tally(-1_000, 1_000);
    assertThat(used.calls().count()).isEqualTo(5);
    assertThat(used.calls().p50Nanos()).isPositive();
    assertThat(used.size()).isEqualTo(2_001);
    pool.give(used);

    CallTally again = pool.take();

    assertThat(again).isSameAs(used);
    assertThat(again.calls()).isEqualTo(Calls.NONE);
    assertThat(again.size()).isZero();
    add(again, 7, 8);
    assertThat(again.calls()).isEqualTo(tally(7, 8).calls());
    assertThat(again.size()).isEqualTo(tally(7, 8).size());
  }

  @Test
  void keepsSomeMegabytesAtMost() {
    for (int i = 0; i < 1_000; i++) {
      pool.give(tally(-1_000, 1_000));
    }

    List<CallTally> kept = new ArrayList<>();
    for (CallTally next = pool.take(); next.capacity() > 0; next = pool.take()) {
      kept.add(next);
    }
    assertThat(kept).hasSizeBetween(1, 524);
    assertThat(kept.stream().mapToLong(CallTally::capacity).sum()).isLessThanOrEqualTo(1 << 20);
  }

  private static CallTally tally(int lowest, int highest) {
    CallTally tally = new CallTally();
    add(tally, lowest, highest);
    return tally;
  }

  /** Four calls in one bucket, of which none failed, and a slow one in another. */
  private static void add(CallTally to, int lowest, int highest) {
    DerivedBlock.Builder block = new DerivedBlock.Builder();
    block.addBucket(lowest, 4);
    block.addBucket(highest, 1);
    block.addPoint(0, 0, TimeSteps.CELL_NANOS, 5, 0);
    DerivedBlock.Points points = block.finish().points();
    points.next();
    to.add(points, false, highest);
  }
}
