package io.spanstone.collector.loglines;

import io.spanstone.otlp.Slice;
import java.util.List;

/**
 * What became of the lines of a request.
 *
 * @param request the records as an OTLP export request; empty if there are none
 * @param accepted records in it; a line with its stack trace is one
 * @param rejected lines that could not be read
 * @param cut records that were too large, and lost their ends
 * @param errors of the rejected lines, {@value LogLines#MAX_ERRORS} at most
 */
public record ConvertedLines(
    Slice request, int accepted, int rejected, int cut, List<LineError> errors) {}
