package io.spanstone.storage.blocks;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spanstone.block.BlockFields;
import io.spanstone.block.BlockTerms;
import io.spanstone.block.Service;
import io.spanstone.block.scan.TraceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which blocks may hold what is looked for, as an Elasticsearch query: a conjunction of filters.
 * Never leaves out a block that holds a match; what it lets through is scanned.
 */
public final class BlockQuery {
  private final List<String> filters = new ArrayList<>();

  /** Blocks with a record of a time in {@code [start, end)}. */
  public BlockQuery time(long startUnixNano, long endUnixNano) {
    filters.add(range(BlockFields.MAX_TIME, "gte", startUnixNano));
    filters.add(range(BlockFields.MIN_TIME, "lt", endUnixNano));
    return this;
  }

  public BlockQuery maxDurationAtLeast(long nanos) {
    filters.add(range(BlockFields.MAX_DURATION, "gte", nanos));
    return this;
  }

  public BlockQuery withErrors() {
    filters.add(range(BlockFields.ERRORS, "gte", 1));
    return this;
  }

  /** Blocks with spans of at least one of these traces. */
  public BlockQuery traces(Collection<TraceId> ids) {
    filters.add(
        ids.stream()
            .map(id -> quoted(BlockTerms.traceId(id.bytes())))
            .distinct()
            .collect(
                Collectors.joining(",", "{\"terms\":{\"" + BlockFields.TRACES + "\":[", "]}}")));
    return this;
  }

  /** Blocks with records of the service of that name, or namespace and name. */
  public BlockQuery service(String filter) {
    filters.add(term(BlockFields.SERVICE, BlockTerms.name(filter)));
    return this;
  }

  /** Blocks with a record that has the term. */
  public BlockQuery term(String term, boolean ofAnError) {
    filters.add(term(ofAnError ? BlockFields.ERROR_TERMS : BlockFields.TERMS, term));
    return this;
  }

  /** Blocks with a record of that service that has the term. */
  public BlockQuery term(String term, boolean ofAnError, String service) {
    String inOwnBlock =
        all(
            List.of(
                term(ofAnError ? BlockFields.ERROR_TERMS : BlockFields.TERMS, term),
                "{\"term\":{\"" + BlockFields.SHARED + "\":false}}"));
    String field = ofAnError ? BlockFields.SERVICE_ERROR_TERMS : BlockFields.SERVICE_TERMS;
    List<String> alternatives = new ArrayList<>();
    alternatives.add(inOwnBlock);
    for (String name : namesIn(service)) {
      alternatives.add(term(field, BlockTerms.ofService(name, term)));
    }
    filters.add(any(alternatives));
    return this;
  }

  /** Blocks with an error of that service. */
  public BlockQuery errorsOf(String service) {
    withErrors();
    if (!service.endsWith(Service.UNKNOWN_NAME)) {
      // all services but the unknown bear their name as an attribute
      filters.add(
          any(
              namesIn(service).stream()
                  .map(name -> BlockTerms.attribute("service.name", name))
                  .map(term -> term(BlockFields.ERROR_TERMS, term))
                  .toList()));
    }
    return this;
  }

  String json() {
    return filters.isEmpty() ? "{\"match_all\":{}}" : all(filters);
  }

  /** The names that a service can have which is found as {@code [namespace/]name}. */
  private static List<String> namesIn(String service) {
    List<String> names = new ArrayList<>();
    names.add(service);
    for (int slash = service.indexOf('/'); slash >= 0; slash = service.indexOf('/', slash + 1)) {
      names.add(service.substring(slash + 1));
    }
    return names;
  }

  private static String all(List<String> queries) {
    return "{\"bool\":{\"filter\":[" + String.join(",", queries) + "]}}";
  }

  private static String any(List<String> queries) {
    return "{\"bool\":{\"should\":[" + String.join(",", queries) + "],\"minimum_should_match\":1}}";
  }

  private static String term(String field, String value) {
    return "{\"term\":{\"" + field + "\":" + quoted(value) + "}}";
  }

  private static String range(String field, String operator, long value) {
    return "{\"range\":{\"" + field + "\":{\"" + operator + "\":" + value + "}}}";
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
