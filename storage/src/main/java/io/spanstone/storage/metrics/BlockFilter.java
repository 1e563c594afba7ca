package io.spanstone.storage.metrics;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spanstone.block.BlockFields;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which blocks are to be read, as an Elasticsearch query.
 *
 * @param json the query
 */
public record BlockFilter(String json) {

  /** Of these blocks those that have the value in the field. */
  public BlockFilter and(String field, String value) {
    return all(this, terms(field, List.of(value)));
  }

  /** Blocks that have one of the values in the field. */
  public static BlockFilter terms(String field, Collection<String> values) {
    return new BlockFilter(
        values.stream()
            .map(value -> quoted(value))
            .collect(Collectors.joining(",", "{\"terms\":{\"" + field + "\":[", "]}}")));
  }

  /** Blocks that have the value in the field. */
  public static BlockFilter term(String field, String value) {
    return new BlockFilter("{\"term\":{\"" + field + "\":" + quoted(value) + "}}");
  }

  /** Blocks that have the number in the field. */
  public static BlockFilter term(String field, long value) {
    return new BlockFilter("{\"term\":{\"" + field + "\":" + value + "}}");
  }

  /** The blocks with these ids. */
  public static BlockFilter ids(Collection<String> ids) {
    return new BlockFilter(
        ids.stream()
            .map(id -> quoted(id))
            .collect(Collectors.joining(",", "{\"ids\":{\"values\":[", "]}}")));
  }

  /** Blocks that have a value in the field that begins so. */
  public static BlockFilter prefix(String field, String prefix) {
    return new BlockFilter("{\"prefix\":{\"" + field + "\":" + quoted(prefix) + "}}");
  }

  /** Blocks with a value in the field that is not less. */
  public static BlockFilter atLeast(String field, long value) {
    return new BlockFilter("{\"range\":{\"" + field + "\":{\"gte\":" + value + "}}}");
  }

  /** Blocks with a value in the field that is less. */
  public static BlockFilter below(String field, long value) {
    return new BlockFilter("{\"range\":{\"" + field + "\":{\"lt\":" + value + "}}}");
  }

  /** Blocks with a value in {@code [from, to)} in the field. */
  public static BlockFilter range(String field, long from, long to) {
    return new BlockFilter(
        "{\"range\":{\"" + field + "\":{\"gte\":" + from + ",\"lt\":" + to + "}}}");
  }

  /** Blocks that all the filters let through. */
  public static BlockFilter all(List<BlockFilter> filters) {
    return new BlockFilter("{\"bool\":{\"filter\":[" + joined(filters) + "]}}");
  }

  /** The same. */
  public static BlockFilter all(BlockFilter... filters) {
    return all(Arrays.asList(filters));
  }

  /** Blocks that one of the filters lets through. */
  public static BlockFilter any(List<BlockFilter> filters) {
    return new BlockFilter(
        "{\"bool\":{\"should\":[" + joined(filters) + "],\"minimum_should_match\":1}}");
  }

  /** Blocks that the filter does not let through. */
  public static BlockFilter not(BlockFilter filter) {
    return new BlockFilter("{\"bool\":{\"must_not\":[" + filter.json + "]}}");
  }

  /** Blocks that have any value in the field. */
  public static BlockFilter exists(String field) {
    return new BlockFilter("{\"exists\":{\"field\":\"" + field + "\"}}");
  }

  /** Blocks with points as they came in, not rolled up. */
  public static BlockFilter asReceived() {
    return not(exists(BlockFields.ROLLUP));
  }

  private static String joined(List<BlockFilter> filters) {
    return filters.stream().map(BlockFilter::json).collect(Collectors.joining(","));
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
