package io.spanstone.block;

import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.time.Instant;

/**
 * One block, ready to be written: the complete source of an Elasticsearch document.
 *
 * @param signal whose records it holds
 * @param period start of the index period (UTC) that all its records belong to
 * @param records how many spans, log records or metric data points it holds; at least 1
 * @param json the document, one line without a line feed
 */
public record BlockDocument(Signal signal, Instant period, int records, Slice json) {}
