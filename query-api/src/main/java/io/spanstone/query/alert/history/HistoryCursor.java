package io.spanstone.query.alert.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.storage.document.EventQuery.Place;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader is.
 *
 * @param after the last event read; null if all from {@code start} on are wanted
 */
record HistoryCursor(Instant start, @Nullable Place after) {

  String text() {
    String plain =
        start.toEpochMilli() + (after == null ? "" : "," + after.timeMillis() + "," + after.id());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }

  /**
   * What {@link #text} wrote.
   *
   * @throws InvalidHistoryCursorException if it did not
   */
  static HistoryCursor read(String text) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(",", 3);
      Place after = parts.length == 3 ? new Place(Long.parseLong(parts[1]), parts[2]) : null;
      return new HistoryCursor(Instant.ofEpochMilli(Long.parseLong(parts[0])), after);
    } catch (IllegalArgumentException e) {
      throw new InvalidHistoryCursorException();
    }
  }
}
