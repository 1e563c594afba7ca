/**
 * Blocks: the documents that hold telemetry in Elasticsearch. Builds them from OTLP, names the
 * terms by which they are found, reads them back. Pure: no input or output, no clock.
 *
 * <p>The format is written down in {@code docs/format/block.md}.
 */
@NullMarked
package io.spanstone.block;

import org.jspecify.annotations.NullMarked;
