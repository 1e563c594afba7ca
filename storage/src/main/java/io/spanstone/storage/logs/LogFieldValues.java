package io.spanstone.storage.logs;

import java.util.List;

/**
 * The values of a field in the newest records.
 *
 * @param values the most frequent first
 * @param records how many records were looked at
 * @param complete whether these are all records of the range
 */
public record LogFieldValues(List<Value> values, int records, boolean complete) {

  /** A value, and how many of the records have it. */
  public record Value(String text, int records) {}
}
