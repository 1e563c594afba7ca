package io.spanstone.storage.red;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.storage.metrics.BlockHead;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownStepsTest {
  private static final KnownSteps.Chart CHART =
      new KnownSteps.Chart(
          null, null, GroupBy.SERVICE, TimeSteps.CELL_NANOS, RedQuery.NO_THRESHOLD);
  private static final StepCalls CALLS =
      new StepCalls(List.of("cart"), List.of(new Calls(3, 1, 4, 5, 6, 7)));

  private final KnownSteps steps = new KnownSteps(9);

  @Test
  void aStepIsKnownByItsBlocks() {
    put(1, 10);

    assertThat(get(1, 10)).isSameAs(CALLS);
    assertThat(get(1, 11)).isNull();
    assertThat(get(2, 10)).isNull();
    assertThat(steps.get(CHART, 1, Set.of())).isNull();
    assertThat(steps.hits()).isEqualTo(1);
    assertThat(steps.misses()).isEqualTo(3);
  }

  @Test
  void whatWasNotAskedForTheLongestIsForgotten() {
    for (int step = 1; step <= 3; step++) {
      put(step, 10);
    }
    assertThat(steps.held()).isEqualTo(9);
    assertThat(get(1, 10)).isNotNull();
    put(4, 10);

    assertThat(get(2, 10)).isNull();
    assertThat(get(1, 10)).isNotNull();
    assertThat(steps.evictions()).isEqualTo(1);
    assertThat(steps.held()).isEqualTo(9);
  }

  @Test
  void aStepIsKnownByTheBlocksThatItHadLast() {
    put(1, 10);
    put(1, 11);

    assertThat(get(1, 10)).isNull();
    assertThat(get(1, 11)).isSameAs(CALLS);
    assertThat(steps.held()).isEqualTo(3);
    assertThat(steps.evictions()).isZero();
  }

  @Test
  void whatHasNoRoomAtAllIsNotKept() {
    KnownSteps small = new KnownSteps(2);
    small.put(CHART, 1, Set.of(head(10)), CALLS);

    assertThat(small.get(CHART, 1, Set.of(head(10)))).isNull();
    assertThat(small.held()).isZero();
  }

  private void put(long start, long number) {
    steps.put(CHART, start, Set.of(head(number)), CALLS);
  }

  private @Nullable StepCalls get(long start, long number) {
    return steps.get(CHART, start, Set.of(head(number)));
  }

  private static BlockHead head(long number) {
    return new BlockHead("index", "collector", "", 10, number, true, 1, 2);
  }
}
