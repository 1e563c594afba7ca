package io.spanstone.query.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.Formatter;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Reading what was written gives the same expression, whatever it is. */
class FormatterTest {
  private static final List<String> NAMES =
      List.of("a", "job:rate5m", "with.dot", "on", "inf", "quote\"d", "by", "λ", "new\nline");
  private static final List<String> VALUES =
      List.of("", "x", "a|b", "\\ \" ' ` \n \t \u0001", "日本", "$1", ".+");

  @Property(tries = 3000)
  void readingGivesWhatWasWritten(@ForAll long seed) {
    Expr expr = odd(new Random(seed)).vectorOrScalar(5);

    String text = Formatter.format(expr);

    assertThat(Promql.parse(text)).as(text).isEqualTo(expr);
    assertThat(Promql.format(text)).isEqualTo(text);
  }

  private static RandomExpressions odd(Random random) {
    return new RandomExpressions(
        random,
        NAMES,
        NAMES,
        VALUES,
        () -> random.nextLong(1, random.nextBoolean() ? 100_000 : Integer.MAX_VALUE));
  }
}
