package io.spanstone.storage.traces;

import io.spanstone.otlp.Slice;

/**
 * All spans of one trace.
 *
 * @param tracesData OTLP {@code TracesData} in protobuf; empty if the trace is unknown
 * @param spanCount how many spans it holds
 * @param complete whether every block that may hold spans of the trace was read within the budget
 */
public record StoredTrace(Slice tracesData, int spanCount, boolean complete) {}
