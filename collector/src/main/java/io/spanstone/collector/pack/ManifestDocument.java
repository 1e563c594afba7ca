package io.spanstone.collector.pack;

import io.spanstone.otlp.Slice;

/**
 * One document of a manifest, exactly as it is to be written.
 *
 * @param ordinal its place in the manifest, from 0
 * @param index where it goes
 * @param id {@code <segment UUID>-<ordinal>}
 * @param records how many spans, log records or metric data points it holds; at least 1
 * @param json its source
 */
public record ManifestDocument(int ordinal, String index, String id, int records, Slice json) {}
