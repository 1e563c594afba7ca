package io.spanstone.storage.traces;

import io.spanstone.block.BlockTerms;
import io.spanstone.block.scan.SpanFilter;
import io.spanstone.otlp.SpanView;
import io.spanstone.storage.blocks.BlockQuery;
import io.spanstone.storage.traces.TraceQuery.Attribute;
import java.time.Duration;

/** The conditions of a query as a predicate on spans, and as one on blocks that it implies. */
final class Conditions {
  private Conditions() {}

  /** Matches the spans in {@code [start, end)} that the query asks for, and no others. */
  static SpanFilter filter(TraceQuery query, long startUnixNano, long endUnixNano) {
    SpanFilter filter = new SpanFilter(startUnixNano, endUnixNano);
    if (query.service() != null) {
      filter.service(query.service());
    }
    if (query.operation() != null) {
      filter.operation(query.operation());
    }
    if (query.kind() != null) {
      filter.kind(query.kind());
    }
    if (query.status() != null) {
      filter.status(query.status());
    }
    if (query.minDuration() != null) {
      filter.minDuration(nanos(query.minDuration()));
    }
    if (query.maxDuration() != null) {
      filter.maxDuration(nanos(query.maxDuration()));
    }
    for (Attribute attribute : query.attributes()) {
      filter.attribute(attribute.key(), attribute.value());
    }
    return filter;
  }

  /** Lets through every block that holds a span in {@code [start, end)} that is asked for. */
  static BlockQuery blocks(TraceQuery query, long startUnixNano, long endUnixNano) {
    BlockQuery blocks = new BlockQuery().time(startUnixNano, endUnixNano);
    if (query.service() != null) {
      blocks.service(query.service());
    }
    if (ofErrors(query)) {
      if (query.service() == null) {
        blocks.withErrors();
      } else {
        blocks.errorsOf(query.service());
      }
    }
    if (query.minDuration() != null) {
      blocks.maxDurationAtLeast(nanos(query.minDuration()));
    }
    if (query.operation() != null) {
      addTerm(blocks, query, BlockTerms.operation(query.operation()));
    }
    if (query.kind() != null) {
      addTerm(blocks, query, BlockTerms.kind(query.kind()));
    }
    for (Attribute attribute : query.attributes()) {
      addTerm(blocks, query, BlockTerms.attribute(attribute.key(), attribute.value()));
    }
    return blocks;
  }

  private static void addTerm(BlockQuery blocks, TraceQuery query, String term) {
    if (query.service() == null) {
      blocks.term(term, ofErrors(query));
    } else {
      blocks.term(term, ofErrors(query), query.service());
    }
  }

  private static boolean ofErrors(TraceQuery query) {
    return query.status() != null && query.status() == SpanView.STATUS_ERROR;
  }

  private static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
