package io.spanstone.storage.document;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted.
 *
 * @param order also tells which time the others mean
 * @param start inclusive
 * @param end exclusive
 * @param terms an event has one at least of each list
 * @param after the last event of the page before; null for the first page
 * @param limit 1 to 1,000
 */
public record EventQuery(
    Order order,
    Instant start,
    Instant end,
    List<List<String>> terms,
    @Nullable Place after,
    int limit) {

  /** Which events come first. */
  public enum Order {
    /** Those that happened last. */
    NEWEST_FIRST,
    /** Those that were stored first: so nothing that is stored later comes before. */
    AS_STORED;

    /** Where an event stands in this order. */
    public Place place(Event event) {
      Instant time = this == AS_STORED ? event.stored() : event.time();
      return new Place(time.toEpochMilli(), event.id());
    }
  }

  /** A place in the order of all. */
  public record Place(long timeMillis, String id) {}

  public EventQuery {
    terms = terms.stream().map(List::copyOf).toList();
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit must be 1 to 1000, not " + limit);
    }
  }
}
