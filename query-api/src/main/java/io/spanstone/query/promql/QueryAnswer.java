package io.spanstone.query.promql;

import java.util.List;

/**
 * The answer to a query.
 *
 * @param warnings why the result may not be what was asked for
 * @param infos why the query may not mean what was meant
 * @param samples how many samples were read; a histogram counts as several
 * @param peakSamples how many were held at once, at most
 */
public record QueryAnswer(
    QueryResult result,
    List<String> warnings,
    List<String> infos,
    long samples,
    long peakSamples) {}
