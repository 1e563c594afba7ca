package io.spanstone.query.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeSpanTest {
  @Property(tries = 200)
  void piecesFollowEachOtherAndLeaveNothingOut(
      @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long start,
      @ForAll @LongRange(min = 0, max = 8_000_000_000L) long length,
      @ForAll @IntRange(min = 1, max = 30) int most) {
    TimeSpan span = new TimeSpan(start, start + length);

    List<TimeSpan> pieces = span.pieces(Duration.ofMinutes(30), most);

    assertThat(pieces).hasSizeBetween(1, most);
    assertThat(pieces.get(0).endMillis()).isEqualTo(span.endMillis());
    assertThat(pieces.get(pieces.size() - 1).startMillis()).isEqualTo(span.startMillis());
    for (int i = 1; i < pieces.size(); i++) {
      assertThat(pieces.get(i).endMillis()).isEqualTo(pieces.get(i - 1).startMillis() - 1);
    }
  }

  @Test
  void shortAndEndlessTimesAreOnePiece() {
    for (TimeSpan span :
        List.of(
            new TimeSpan(0, 1_799_999), new TimeSpan(-TimeText.MAX_MILLIS, TimeText.MAX_MILLIS))) {
      assertThat(span.pieces(Duration.ofMinutes(30), 24)).containsExactly(span);
    }
  }
}
