package io.spanstone.storage.bulk;

import io.spanstone.otlp.Slice;

/**
 * One document to be created.
 *
 * @param index where; see {@code Storage.indexName}
 * @param id unique in its index, and the same at every try, so that a second try is found out
 * @param json the document's source on one line
 */
public record BulkItem(String index, String id, Slice json) {}
