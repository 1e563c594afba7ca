package io.spanstone.storage.document;

import java.time.Instant;
import java.util.List;

/**
 * Something that happened.
 *
 * @param id unique; the same at every try to write it, so that it is written once
 * @param bucket decides in which index it is kept, and must be the same at every try as well
 * @param time when it happened, to the millisecond
 * @param stored when it is written down, to the millisecond; of several tries the first counts
 * @param terms by which it is found, such as {@code alertname=HighErrorRate}; at most 200, of 500
 *     bytes each
 * @param json an object
 */
public record Event(
    String id, Instant bucket, Instant time, Instant stored, List<String> terms, String json) {
  public Event {
    terms = List.copyOf(terms);
  }
}
