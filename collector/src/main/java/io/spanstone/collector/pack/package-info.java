/**
 * From a closed segment to its manifest: the exact documents to be written, fixed on disk before
 * the first of them is sent.
 */
@NullMarked
package io.spanstone.collector.pack;

import org.jspecify.annotations.NullMarked;
