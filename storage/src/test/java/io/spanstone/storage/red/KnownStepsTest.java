package io.spanstone.storage.red;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.storage.metrics.BlockBatch;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownStepsTest {
  private static final KnownSteps.Chart CHART =
      new KnownSteps.Chart(
          null, null, GroupBy.SERVICE, TimeSteps.CELL_NANOS, RedQuery.NO_THRESHOLD);
  private static final Map<String, Calls> CALLS = Map.of("cart", new Calls(3, 1, 4, 5, 6, 7));

  private final KnownSteps steps = new KnownSteps(9);

  @Test
  void aStepIsKnownByItsBatches() {
    steps.put(key(1, 10), CALLS);

    assertThat(steps.get(key(1, 10))).isEqualTo(CALLS);
    assertThat(steps.get(key(1, 11))).isNull();
    assertThat(steps.get(key(2, 10))).isNull();
    assertThat(steps.get(new KnownSteps.Key(CHART, 1, Set.of()))).isNull();
    assertThat(steps.hits()).isEqualTo(1);
    assertThat(steps.misses()).isEqualTo(3);
  }

  @Test
  void whatWasNotAskedForTheLongestIsForgotten() {
    for (int step = 1; step <= 3; step++) {
      steps.put(key(step, 10), CALLS);
    }
    assertThat(steps.held()).isEqualTo(9);
    assertThat(steps.get(key(1, 10))).isNotNull();
    steps.put(key(4, 10), CALLS);

    assertThat(steps.get(key(2, 10))).isNull();
    assertThat(steps.get(key(1, 10))).isNotNull();
    assertThat(steps.evictions()).isEqualTo(1);
    assertThat(steps.held()).isEqualTo(9);
  }

  @Test
  void aStepThatIsPutTwiceWeighsOnce() {
    steps.put(key(1, 10), CALLS);
    steps.put(key(1, 10), CALLS);

    assertThat(steps.held()).isEqualTo(3);
  }

  @Test
  void whatHasNoRoomAtAllIsNotKept() {
    KnownSteps small = new KnownSteps(2);
    small.put(key(1, 10), CALLS);

    assertThat(small.get(key(1, 10))).isNull();
    assertThat(small.held()).isZero();
  }

  private static KnownSteps.Key key(long start, long ingestTime) {
    BlockBatch batch = new BlockBatch("index", "collector", "1m-services", ingestTime, 1, 2);
    return new KnownSteps.Key(CHART, start, Set.of(batch));
  }
}
