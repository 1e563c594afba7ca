package io.spanstone.storage.logs.scan;

import io.spanstone.block.CaseFold;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.logs.query.TextTest.Bound;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts between two bounds. Bounds that are numbers are compared with texts that are numbers, to
 * the last digit, and no other text matches; other bounds in the order of the characters, without
 * regard to case.
 */
final class TextRange implements TextMatch {
  /** Longer texts are not taken for numbers. */
  private static final int MAX_NUMBER_CHARACTERS = 64;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,8})?");

  private final @Nullable Bound lower;
  private final @Nullable Bound upper;
  private final Optional<BigDecimal> lowerNumber;
  private final Optional<BigDecimal> upperNumber;
  private final byte[] lowerText;
  private final byte[] upperText;
  private final boolean ofNumbers;

  TextRange(@Nullable Bound lower, @Nullable Bound upper) {
    this.lower = lower;
    this.upper = upper;
    lowerNumber = number(lower);
    upperNumber = number(upper);
    lowerText = text(lower);
    upperText = text(upper);
    ofNumbers =
        (lower == null || lowerNumber.isPresent()) && (upper == null || upperNumber.isPresent());
  }

  @Override
  public boolean matches(Slice text) {
    if (!ofNumbers) {
      byte[] folded = CaseFold.fold(text).toByteArray();
      return isAbove(Arrays.compareUnsigned(folded, lowerText))
          && isBelow(Arrays.compareUnsigned(folded, upperText));
    }
    return number(text)
        .filter(number -> isAbove(lowerNumber.map(number::compareTo).orElse(0)))
        .filter(number -> isBelow(upperNumber.map(number::compareTo).orElse(0)))
        .isPresent();
  }

  private boolean isAbove(int comparison) {
    return lower == null || (lower.inclusive() ? comparison >= 0 : comparison > 0);
  }

  private boolean isBelow(int comparison) {
    return upper == null || (upper.inclusive() ? comparison <= 0 : comparison < 0);
  }

  private static Optional<BigDecimal> number(@Nullable Bound bound) {
    return bound == null ? Optional.empty() : number(Slice.ofUtf8(bound.text()));
  }

  private static Optional<BigDecimal> number(Slice text) {
    if (text.length() > MAX_NUMBER_CHARACTERS) {
      return Optional.empty();
    }
    String digits = text.utf8();
    return NUMBER.matcher(digits).matches()
        ? Optional.of(new BigDecimal(digits))
        : Optional.empty();
  }

  private static byte[] text(@Nullable Bound bound) {
    return bound == null ? new byte[0] : CaseFold.fold(Slice.ofUtf8(bound.text())).toByteArray();
  }
}
