package io.spanstone.storage.logs.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition on one text, which disregards upper and lower case. */
public sealed interface TextTest {

  record Equal(String text) implements TextTest {}

  /**
   * It consists of the parts in their order, with anything or nothing between them.
   *
   * @param parts two at least, of which each may be empty
   */
  record Like(List<String> parts) implements TextTest {
    public Like {
      parts = List.copyOf(parts);
    }

    /** Met by every text. */
    public static Like anything() {
      return new Like(List.of("", ""));
    }
  }

  /**
   * It lies between the bounds: as a number if they are numbers, else in the order of its
   * characters. At least one of the bounds is there.
   */
  record Between(@Nullable Bound lower, @Nullable Bound upper) implements TextTest {}

  /** One end of a range. */
  record Bound(String text, boolean inclusive) {}
}
