package io.spanstone.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DigitWordTest {

  /** They are stored. */
  @Test
  void numbersStayAsTheyAre() {
    assertThat(DigitWord.number("5")).isEqualTo(54_043_195_528_445_952L);
    assertThat(DigitWord.number("4711")).isEqualTo(46_166_362_946_535_424L);
    assertThat(DigitWord.number("7f3a09c1d2")).isEqualTo(74_318_568_528_018_397L);
  }

  @Property
  void wordsThatBeginAlikeAreARange(
      @ForAll @Chars({'0', '9', 'a', 'z', 'é', '订'}) @StringLength(min = 1, max = 10) String prefix,
      @ForAll @Chars({'0', '9', 'a', 'z', 'é', '订'}) @StringLength(max = 10) String rest,
      @ForAll @Chars({'0', '9', 'a', 'z'}) @StringLength(min = 1, max = 6) String other) {
    assertThat(DigitWord.number(prefix + rest))
        .isGreaterThanOrEqualTo(DigitWord.first(prefix))
        .isLessThan(DigitWord.end(prefix))
        .isLessThan(1_000_000_000_000_000_000L);
    boolean among =
        DigitWord.number(other) >= DigitWord.first(prefix)
            && DigitWord.number(other) < DigitWord.end(prefix);
    boolean told = prefix.getBytes(UTF_8).length <= 6;
    assertThat(among)
        .isEqualTo(
            told ? other.startsWith(prefix) : other.length() == 6 && prefix.startsWith(other));
  }

  @Test
  void longWordsThatBeginAlikeAreToldApart() {
    assertThat(DigitWord.number("1732849000123")).isNotEqualTo(DigitWord.number("1732849000124"));
  }
}
